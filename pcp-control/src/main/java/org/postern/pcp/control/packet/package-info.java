// SPDX-License-Identifier: Apache-2.0
/**
 * Messages of PCP (RFC 6887) and NAT-PMP (RFC 6886): requests to bytes, bytes to replies, without
 * input or output.
 */
@NullMarked
package org.postern.pcp.control.packet;

import org.jspecify.annotations.NullMarked;
