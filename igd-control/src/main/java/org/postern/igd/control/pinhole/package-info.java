// SPDX-License-Identifier: Apache-2.0
/** Ports of an IPv6 firewall, over WANIPv6FirewallControl:1. */
@NullMarked
package org.postern.igd.control.pinhole;

import org.jspecify.annotations.NullMarked;
