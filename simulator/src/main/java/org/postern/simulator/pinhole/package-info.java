// SPDX-License-Identifier: Apache-2.0
/** The pinholes of the IPv6 firewall, which PCP and WANIPv6FirewallControl:1 open. */
@NullMarked
package org.postern.simulator.pinhole;

import org.jspecify.annotations.NullMarked;
