// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.presentation;

import org.jspecify.annotations.Nullable;
import org.postern.api.doctor.PortReach;
import org.postern.api.gateway.GatewayInfo;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.PortMapping;
import org.postern.api.keeper.KeeperEvent;
import org.postern.api.keeper.OpenPort;
import org.postern.internal.json.JsonFields;

import java.util.Map;
import java.util.Optional;

/** The facts of an event, as JSON has them. What is not known is null. */
public final class EventFields {
    public static final String EVENT = "event";
    public static final String GATEWAY = "gateway";
    public static final String PROTOCOL = "protocol";
    public static final String FAMILY = "family";
    public static final String REQUESTED_PORT = "requestedPort";
    public static final String EXTERNAL_ADDRESS = "externalAddress";
    public static final String EXTERNAL_PORT = "externalPort";
    public static final String MESSAGE = "message";
    public static final String NOTES = "notes";

    private static final String AT = "at";
    private static final String INTERNAL_CLIENT = "internalClient";
    private static final String INTERNAL_PORT = "internalPort";
    private static final String LEASE_SECONDS = "leaseSeconds";
    private static final String NEXT_TRY = "nextTry";

    private EventFields() {}

    public static Map<String, @Nullable Object> of(KeeperEvent event) {
        Optional<MappingRequest> request = event.request();
        Optional<PortMapping> mapping = event.port().map(OpenPort::mapping);
        return new JsonFields()
                .put(AT, event.at())
                .put(EVENT, event.kind())
                .put(GATEWAY, event.gatewayInfo().map(GatewayInfo::id))
                .put(PROTOCOL, protocol(request, mapping))
                .put(FAMILY, event.family())
                .put(REQUESTED_PORT, request.map(MappingRequest::externalPort))
                .put(EXTERNAL_ADDRESS, event.externalAddress())
                .put(EXTERNAL_PORT, mapping.map(PortMapping::externalPort))
                .put(INTERNAL_CLIENT, mapping.map(PortMapping::internalClient))
                .put(INTERNAL_PORT, mapping.map(PortMapping::internalPort))
                .put(LEASE_SECONDS, mapping.flatMap(Quantities::leaseSeconds))
                .put(NEXT_TRY, event.nextTry())
                .put(MESSAGE, event.sentence())
                .put(NOTES, event.notes())
                .map();
    }

    /** What a helper outside found, with the fields of events; the gateway has no part in it. */
    public static Map<String, @Nullable Object> of(PortReach reach) {
        return new JsonFields()
                .put(AT, reach.checkedAt())
                .put(EVENT, "PORT_" + found(reach.state()))
                .put(GATEWAY, null)
                .put(PROTOCOL, reach.key().protocol())
                .put(FAMILY, reach.family())
                .put(REQUESTED_PORT, reach.key().externalPort())
                .put(EXTERNAL_ADDRESS, reach.address())
                .put(EXTERNAL_PORT, reach.externalPort())
                .put(INTERNAL_CLIENT, null)
                .put(INTERNAL_PORT, null)
                .put(LEASE_SECONDS, null)
                .put(NEXT_TRY, null)
                .put(MESSAGE, reach.sentence())
                .map();
    }

    private static String found(PortReach.State state) {
        return state == PortReach.State.UNKNOWN ? "NOT_CHECKED" : state.name();
    }

    /** BOTH where an event is about TCP and UDP of one request. */
    private static Optional<String> protocol(
            Optional<MappingRequest> request, Optional<PortMapping> mapping) {
        return mapping.map(each -> each.protocol().name())
                .or(
                        () ->
                                request.map(
                                        each ->
                                                each.protocols().size() > 1
                                                        ? "BOTH"
                                                        : each.keys().get(0).protocol().name()));
    }
}
