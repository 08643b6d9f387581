// SPDX-License-Identifier: Apache-2.0
package org.postern.gateways.merged;

import static org.postern.gateways.logging.GatewaysLog.LOG;

import org.postern.api.gateway.Attribute;
import org.postern.api.gateway.GatewayInfo;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the protocols of a router know of it: the id and the addresses of the one that came first,
 * and whatever else any of them tells. What was known once does not become unknown when a protocol
 * leaves. Safe for several threads; guarded by itself.
 */
final class MergedInfo {
    private GatewayInfo known;

    MergedInfo(GatewayInfo first) {
        this.known = first;
    }

    synchronized GatewayInfo of(List<ProtocolGateway> protocols) {
        List<GatewayInfo> infos =
                protocols.stream().map(MergedInfo::told).flatMap(Optional::stream).toList();
        known =
                new GatewayInfo(
                        known.id(),
                        protocols.stream().map(ProtocolGateway::protocol).toList(),
                        text(infos, GatewayInfo::name),
                        text(infos, GatewayInfo::manufacturer),
                        text(infos, GatewayInfo::modelName),
                        known.address(),
                        known.localAddress(),
                        attributes(infos));
        return known;
    }

    /** Anybody can bring a protocol; a broken one must not hide what is known. */
    private static Optional<GatewayInfo> told(ProtocolGateway protocol) {
        try {
            return Optional.of(protocol.gateway().info());
        } catch (RuntimeException | LinkageError e) {
            LOG.log(
                    Level.DEBUG,
                    "Control protocol "
                            + protocol.protocol()
                            + " does not describe its gateway: "
                            + e);
            return Optional.empty();
        }
    }

    private String text(List<GatewayInfo> infos, Function<GatewayInfo, String> fact) {
        String before = fact.apply(known);
        return before.isEmpty()
                ? infos.stream().map(fact).filter(each -> !each.isEmpty()).findFirst().orElse("")
                : before;
    }

    /** Of one fact that two protocols tell, that of the one that is asked first. */
    private Map<Attribute<?>, Object> attributes(List<GatewayInfo> infos) {
        Map<Attribute<?>, Object> attributes = new LinkedHashMap<>(known.attributes());
        List<GatewayInfo> latestFirst = new ArrayList<>(infos);
        Collections.reverse(latestFirst);
        latestFirst.forEach(each -> attributes.putAll(each.attributes()));
        return attributes;
    }
}
