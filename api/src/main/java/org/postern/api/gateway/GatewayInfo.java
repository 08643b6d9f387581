// SPDX-License-Identifier: Apache-2.0
package org.postern.api.gateway;

import java.net.InetAddress;
import java.net.URI;
import java.util.Optional;

/**
 * The lasting facts of a gateway. Text comes from the device with control characters removed.
 *
 * @param id what tells this gateway from others of the network and can be given to {@link
 *     GatewayQuery#wanted}: for UPnP the description URL, because makers reuse UDNs (quirk S5)
 * @param controlProtocol how it is controlled: {@code upnp}
 * @param name the name for people; may be empty
 * @param manufacturer may be empty
 * @param modelName may be empty
 * @param udn the unique device name of UPnP; empty when there is none
 * @param address the gateway's address in the local network
 * @param localAddress this machine's address as the gateway sees it
 * @param descriptionUrl where a UPnP device describes itself
 * @param controlUrl where the chosen WAN service of a UPnP device takes its actions
 * @param serviceType the chosen WAN service's type
 */
public record GatewayInfo(
        String id,
        String controlProtocol,
        String name,
        String manufacturer,
        String modelName,
        String udn,
        InetAddress address,
        InetAddress localAddress,
        Optional<URI> descriptionUrl,
        Optional<URI> controlUrl,
        Optional<String> serviceType) {}
