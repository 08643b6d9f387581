// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.igd;

/**
 * The WAN connection as it is or as the router reports it: ConnectionStatus, such as Connected, and
 * ExternalIPAddress, empty for none.
 */
public record WanFacts(String status, String externalAddress) {}
