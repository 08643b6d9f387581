// SPDX-License-Identifier: Apache-2.0
/**
 * How Postern finds devices by itself: strategies that ask the network over SSDP (UDA 1.1 section
 * 1) or report an address that an administrator knows.
 *
 * <p>Nothing here is exported: strategies are {@code DiscoveryStrategy} services. Those that use
 * the network share the one thread of {@link org.postern.discovery.SsdpLoop}.
 */
@NullMarked
package org.postern.discovery;

import org.jspecify.annotations.NullMarked;
