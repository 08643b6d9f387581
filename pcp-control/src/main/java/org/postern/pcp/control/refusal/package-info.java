// SPDX-License-Identifier: Apache-2.0
/** What results of PCP and NAT-PMP mean for users. */
@NullMarked
package org.postern.pcp.control.refusal;

import org.jspecify.annotations.NullMarked;
