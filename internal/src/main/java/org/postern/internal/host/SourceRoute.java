// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.host;

import java.net.InetAddress;
import java.util.Optional;

/**
 * The route that the system takes for what is sent from one of this machine's addresses.
 *
 * @param networkInterface the name of the interface that it leaves over
 * @param nextHop the router that it is handed to; empty where there is none, as in a tunnel
 */
public record SourceRoute(String networkInterface, Optional<InetAddress> nextHop) {}
