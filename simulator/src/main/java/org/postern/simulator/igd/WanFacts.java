// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.igd;

/**
 * What the router says about its connection to the Internet.
 *
 * @param status ConnectionStatus, such as Connected
 * @param externalAddress ExternalIPAddress; empty: none
 */
public record WanFacts(String status, String externalAddress) {}
