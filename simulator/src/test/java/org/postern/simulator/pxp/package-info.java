// SPDX-License-Identifier: Apache-2.0
/** What the simulated router answers over PCP and NAT-PMP, held against packets of real servers. */
package org.postern.simulator.pxp;
