// SPDX-License-Identifier: Apache-2.0
package org.postern.api.gateway;

/**
 * The state of the IPv6 firewall of a gateway, as the gateway reports it.
 *
 * @param firewallEnabled false where the firewall is off, and lets everything in
 * @param pinholesAllowed whether the gateway lets hosts of its network open pinholes
 */
public record PinholeStatus(boolean firewallEnabled, boolean pinholesAllowed) {}
