// SPDX-License-Identifier: Apache-2.0
/**
 * The nonces of mappings, which another process of the installation can make again: so it can renew
 * and delete what this one opened.
 */
@NullMarked
package org.postern.pcp.control.nonce;

import org.jspecify.annotations.NullMarked;
