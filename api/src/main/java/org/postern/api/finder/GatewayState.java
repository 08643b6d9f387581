// SPDX-License-Identifier: Apache-2.0
package org.postern.api.finder;

import java.net.InetAddress;
import java.util.Optional;

/**
 * What changes while a gateway lives, as far as it is known without asking.
 *
 * @param externalAddress by the search, the router's events, and the last poll; empty while the
 *     router has none
 * @param revision grows whenever the router may hold other mappings than before: it restarted, its
 *     connection went down and up, or its number of mappings fell. Comparable only for one gateway
 */
public record GatewayState(Optional<InetAddress> externalAddress, long revision) {}
