// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.watching;

import org.postern.api.doctor.PortReach;
import org.postern.api.gateway.GatewayInfo;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.PortMapping;
import org.postern.api.keeper.KeeperEvent;
import org.postern.api.keeper.OpenPort;
import org.postern.shell.commands.output.JsonFields;
import org.postern.shell.commands.output.JsonText;
import org.postern.shell.commands.output.Quantities;
import org.postern.shell.commands.output.TimeFormat;

import java.util.Optional;

/** Formats an event as one line of text, or as one JSON object (NDJSON). */
final class EventLines {
    private EventLines() {}

    /** With what the hints have to say of it. */
    static String text(KeeperEvent event, EventHints hints) {
        return TimeFormat.stamp(event.at())
                + "  "
                + event.sentence()
                + nextTry(event)
                + hints.of(event);
    }

    private static String nextTry(KeeperEvent event) {
        TimeFormat times = new TimeFormat(event.at());
        return event.nextTry().map(at -> " Next try " + times.when(at) + ".").orElse("");
    }

    static String json(KeeperEvent event) {
        Optional<MappingRequest> request = event.request();
        Optional<PortMapping> mapping = event.port().map(OpenPort::mapping);
        return JsonText.of(
                new JsonFields()
                        .put("at", event.at())
                        .put("event", event.kind())
                        .put("gateway", event.gatewayInfo().map(GatewayInfo::id))
                        .put("protocol", protocol(request, mapping))
                        .put("family", event.family())
                        .put("requestedPort", request.map(MappingRequest::externalPort))
                        .put("externalAddress", event.externalAddress())
                        .put("externalPort", mapping.map(PortMapping::externalPort))
                        .put("internalClient", mapping.map(PortMapping::internalClient))
                        .put("internalPort", mapping.map(PortMapping::internalPort))
                        .put("leaseSeconds", mapping.flatMap(Quantities::leaseSeconds))
                        .put("nextTry", event.nextTry())
                        .put("message", event.sentence())
                        .put("notes", event.notes())
                        .map());
    }

    /** In the form of events. */
    static String text(PortReach reach) {
        return TimeFormat.stamp(reach.checkedAt()) + "  " + reach.sentence();
    }

    /** With the fields of events; the gateway has no part in it. */
    static String json(PortReach reach) {
        return JsonText.of(
                new JsonFields()
                        .put("at", reach.checkedAt())
                        .put("event", "PORT_" + found(reach.state()))
                        .put("gateway", null)
                        .put("protocol", reach.key().protocol())
                        .put("family", reach.family())
                        .put("requestedPort", reach.key().externalPort())
                        .put("externalAddress", reach.address())
                        .put("externalPort", reach.externalPort())
                        .put("internalClient", null)
                        .put("internalPort", null)
                        .put("leaseSeconds", null)
                        .put("nextTry", null)
                        .put("message", reach.sentence())
                        .map());
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
