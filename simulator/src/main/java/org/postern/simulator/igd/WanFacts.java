// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.igd;

/**
 * The state of the WAN connection, as it is or as the router reports it.
 *
 * @param status ConnectionStatus, such as Connected
 * @param externalAddress ExternalIPAddress; empty: none
 */
public record WanFacts(String status, String externalAddress) {}
