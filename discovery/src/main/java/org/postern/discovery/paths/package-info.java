// SPDX-License-Identifier: Apache-2.0
/**
 * From which local addresses to which destinations SSDP messages are sent: to the multicast groups
 * ({@link org.postern.discovery.paths.MulticastPaths}) or to the default gateways ({@link
 * org.postern.discovery.paths.GatewayPaths}).
 */
@NullMarked
package org.postern.discovery.paths;

import org.jspecify.annotations.NullMarked;
