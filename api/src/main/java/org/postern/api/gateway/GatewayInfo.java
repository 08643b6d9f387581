// SPDX-License-Identifier: Apache-2.0
package org.postern.api.gateway;

import org.jspecify.annotations.Nullable;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of a gateway without asking it. Text comes from the device with control characters
 * removed.
 *
 * @param id distinguishes this gateway from others of the network and can be passed to {@link
 *     org.postern.api.finder.GatewayQuery#withWanted(String)}
 * @param controlProtocols the names of the protocols that control it, in the order in which they
 *     are asked for a port
 * @param name the name for people; may be empty
 * @param manufacturer may be empty
 * @param modelName may be empty
 * @param address the gateway's address in the local network
 * @param localAddress this machine's address as the gateway sees it
 * @param attributes what only some protocols know
 */
public record GatewayInfo(
        String id,
        List<String> controlProtocols,
        String name,
        String manufacturer,
        String modelName,
        InetAddress address,
        InetAddress localAddress,
        Map<Attribute<?>, Object> attributes) {
    /** Copies the collections. */
    public GatewayInfo {
        controlProtocols = List.copyOf(controlProtocols);
        attributes = Map.copyOf(attributes);
    }

    /**
     * One fact.
     *
     * @param <T> the type of the fact
     * @param attribute which
     * @return empty when no protocol of this gateway knows it
     */
    public <T> Optional<T> attribute(Attribute<T> attribute) {
        @Nullable Object value = attributes.get(attribute);
        return Optional.ofNullable(value).map(attribute.type()::cast);
    }
}
