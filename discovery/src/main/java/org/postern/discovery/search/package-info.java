// SPDX-License-Identifier: Apache-2.0
/**
 * Searches over UDP: when requests are sent, and which answers are reported. {@link
 * org.postern.discovery.search.UdpSearch} is the entry.
 */
@NullMarked
package org.postern.discovery.search;

import org.jspecify.annotations.NullMarked;
