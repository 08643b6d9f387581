// SPDX-License-Identifier: Apache-2.0
package org.postern.api.keeper;

import org.postern.api.gateway.GatewayInfo;
import org.postern.api.gateway.PortMapping;

import java.net.InetAddress;
import java.util.Optional;

/**
 * A port that is open on one gateway.
 *
 * @param gatewayInfo which gateway
 * @param externalAddress under which the internet reaches it; empty while the router has none or
 *     does not tell
 * @param mapping what the router held when it was last looked at; its external port may be another
 *     than the asked one where any was allowed
 */
public record OpenPort(
        GatewayInfo gatewayInfo, Optional<InetAddress> externalAddress, PortMapping mapping) {}
