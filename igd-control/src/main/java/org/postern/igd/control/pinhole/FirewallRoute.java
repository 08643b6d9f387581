// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.pinhole;

import org.postern.igd.control.internal.clientaddress.ClientAddress;

import java.net.Inet6Address;

/**
 * Where the firewall of a router is asked, and for which address of this machine, from which it has
 * to be asked too.
 *
 * @param router with its scope
 */
record FirewallRoute(Inet6Address router, ClientAddress client) {}
