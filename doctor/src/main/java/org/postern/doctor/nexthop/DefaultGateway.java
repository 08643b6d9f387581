// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.nexthop;

import java.net.InetAddress;

/**
 * A default gateway over IPv4, E2.
 *
 * @param address of the gateway
 * @param networkInterface the name of the interface towards it; may be empty
 * @param tunnel whether that interface is a tunnel: the gateway is not of the user's own network,
 *     and nothing is sent to it
 */
public record DefaultGateway(InetAddress address, String networkInterface, boolean tunnel) {}
