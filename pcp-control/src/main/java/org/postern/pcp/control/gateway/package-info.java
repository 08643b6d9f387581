// SPDX-License-Identifier: Apache-2.0
/** A gateway that is controlled over PCP or NAT-PMP. */
@NullMarked
package org.postern.pcp.control.gateway;

import org.jspecify.annotations.NullMarked;
