// SPDX-License-Identifier: Apache-2.0
/**
 * What was opened over PCP and NAT-PMP, which have no list: a convenience, since a nonce can be made
 * again for a port that was opened at the same number.
 */
@NullMarked
package org.postern.pcp.control.receipt;

import org.jspecify.annotations.NullMarked;
