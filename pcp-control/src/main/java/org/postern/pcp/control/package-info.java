// SPDX-License-Identifier: Apache-2.0
/** Gateways that speak PCP or NAT-PMP, as a control protocol of OSGi and of plain Java. */
@NullMarked
package org.postern.pcp.control;

import org.jspecify.annotations.NullMarked;
