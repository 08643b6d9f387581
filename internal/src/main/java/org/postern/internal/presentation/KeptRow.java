// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.presentation;

import org.jspecify.annotations.Nullable;
import org.postern.api.doctor.PortReach;
import org.postern.api.gateway.GatewayInfo;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.PortMapping;
import org.postern.api.keeper.AddressFamily;
import org.postern.api.keeper.KeptPort;
import org.postern.api.keeper.OpenPort;
import org.postern.api.keeper.PortStatus;
import org.postern.api.keeper.PortStatus.Holding;
import org.postern.api.keeper.PortStatus.Trouble;
import org.postern.api.upnp.UpnpResult;
import org.postern.internal.json.JsonFields;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One protocol of a kept port over one family on one gateway, at one moment.
 *
 * @param key what was requested
 * @param family over which
 * @param origin who requested it
 * @param status over this family, on all gateways
 * @param holding on this gateway; empty when no gateway holds the port
 */
public record KeptRow(
        PortKey key,
        AddressFamily family,
        MappingRequest request,
        String origin,
        PortStatus status,
        Optional<Holding> holding) {

    /** One row for each gateway that holds the port, or one row when none does. */
    private static Stream<KeptRow> of(KeptPort port) {
        return port.terms().families().stream().flatMap(family -> of(port, family));
    }

    private static Stream<KeptRow> of(KeptPort port, AddressFamily family) {
        PortStatus status = port.status(family);
        return port.request().keys().stream().flatMap(key -> of(port, family, status, key));
    }

    private static Stream<KeptRow> of(
            KeptPort port, AddressFamily family, PortStatus status, PortKey key) {
        List<Optional<Holding>> holdings =
                status.holdings().stream()
                        .filter(each -> each.port().mapping().protocol() == key.protocol())
                        .map(Optional::of)
                        .toList();
        return (holdings.isEmpty() ? List.of(Optional.<Holding>empty()) : holdings)
                .stream()
                        .map(
                                holding ->
                                        new KeptRow(
                                                key,
                                                family,
                                                port.request(),
                                                port.origin(),
                                                status,
                                                holding));
    }

    public static List<KeptRow> of(List<KeptPort> ports) {
        return ports.stream().flatMap(KeptRow::of).toList();
    }

    /**
     * This row with a better name of who requested the port.
     *
     * @param other for people
     * @return a changed copy
     */
    public KeptRow withOrigin(String other) {
        return new KeptRow(key, family, request, other, status, holding);
    }

    public Optional<OpenPort> open() {
        return holding.map(Holding::port);
    }

    /** What a helper outside found of it. */
    public Optional<PortReach> reach(List<PortReach> reaches) {
        return reaches.stream()
                .filter(each -> each.key().equals(key) && each.family() == family)
                .findFirst();
    }

    /**
     * All that is known of it.
     *
     * @param reaches what a helper outside found, of all ports
     */
    public Map<String, @Nullable Object> json(List<PortReach> reaches) {
        Optional<PortReach> reach = reach(reaches);
        Optional<PortMapping> mapping = open().map(OpenPort::mapping);
        return new JsonFields()
                .put("protocol", key.protocol())
                .put("family", family)
                .put("requestedPort", key.externalPort())
                .put("anyPort", request.acceptsOtherPort())
                .put("state", status.phase())
                .put("gateway", open().map(OpenPort::gatewayInfo).map(GatewayInfo::id))
                .put("externalAddress", open().flatMap(OpenPort::externalAddress))
                .put("externalPort", mapping.map(PortMapping::externalPort))
                .put("internalClient", mapping.map(PortMapping::internalClient).or(request::client))
                .put(
                        "internalPort",
                        mapping.map(PortMapping::internalPort)
                                .orElse(request.effectiveInternalPort()))
                .put(
                        "description",
                        mapping.map(PortMapping::description).orElse(request.description()))
                .put("leaseSeconds", mapping.flatMap(Quantities::leaseSeconds))
                .put("since", holding.map(Holding::since))
                .put("goodUntil", holding.flatMap(Holding::goodUntil))
                .put("nextRenewal", holding.flatMap(Holding::nextRenewal))
                .put("nextTry", status.nextTry())
                .put("lastTrouble", status.lastTrouble().map(KeptRow::json))
                .put("origin", origin)
                .put("reach", reach.map(PortReach::state))
                .put("lastReached", reach.flatMap(PortReach::lastReached))
                .map();
    }

    private static Object json(Trouble trouble) {
        UpnpResult result = UpnpResult.of(trouble.reason(), trouble.code());
        return new JsonFields()
                .put("at", trouble.at())
                .put("result", result)
                .put("code", result.code())
                .put("message", trouble.sentence())
                .map();
    }
}
