// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.wording;

import org.postern.api.doctor.Observation.Result;
import org.postern.doctor.evidence.Evidence;
import org.postern.doctor.evidence.GatewaySeen;
import org.postern.doctor.evidence.NextHop;
import org.postern.doctor.evidence.Wan;
import org.postern.doctor.internal.address.Ipv6Text;
import org.postern.doctor.internal.host.WayOut;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What was seen of the gateway, the way to the internet, and what is there. */
final class GatewayObservations {
    private GatewayObservations() {}

    static List<Looked> of(Evidence evidence) {
        List<Looked> all = new ArrayList<>();
        evidence.wan().map(wan -> gateway(wan, evidence.nextHops())).ifPresent(all::add);
        all.add(wayOut(evidence));
        evidence.wan().map(GatewayObservations::internet).ifPresent(all::add);
        return all;
    }

    private static Looked gateway(Wan wan, List<NextHop> hops) {
        GatewaySeen gateway = wan.gateway();
        return new Looked(ObservationId.GATEWAY.id())
                .text(
                        named(gateway)
                                + " is a gateway ("
                                + String.join(", ", gateway.protocols())
                                + ")"
                                + (isDefault(gateway, hops) ? "" : ", not the default gateway"))
                .value("address", Ipv6Text.of(gateway.address()))
                .value("localAddress", Ipv6Text.of(gateway.localAddress()))
                .value("interface", gateway.networkInterface())
                .value("protocols", gateway.protocols())
                .value("descriptionUrl", gateway.descriptionUrl())
                .value("readMillis", wan.readMillis());
    }

    private static String named(GatewaySeen gateway) {
        String address = Ipv6Text.of(gateway.address());
        return gateway.name().isBlank() ? address : gateway.name().strip() + " (" + address + ")";
    }

    private static boolean isDefault(GatewaySeen gateway, List<NextHop> hops) {
        return hops.isEmpty()
                || hops.stream().anyMatch(each -> each.address().equals(gateway.address()));
    }

    private static Looked wayOut(Evidence evidence) {
        WayOut out = evidence.machine().wayOut();
        Looked looked =
                new Looked(ObservationId.WAY_OUT.id())
                        .value("source", out.source().map(Ipv6Text::of))
                        .value("interface", out.networkInterface())
                        .value("tunnel", out.tunnel());
        return switch (out.state()) {
            case LEAVES ->
                    looked.text(
                            "traffic to the internet leaves " + via(out) + notFrom(evidence, out));
            case NO_ROUTE -> looked.result(Result.WRONG).text("there is no route to the internet");
            case NOT_MEASURED ->
                    looked.result(Result.UNKNOWN).text("how traffic leaves could not be measured");
        };
    }

    /** A tunnel may have no address. */
    private static String via(WayOut out) {
        String name = out.networkInterface();
        return out.source()
                .map(
                        each ->
                                "from "
                                        + Ipv6Text.of(each)
                                        + (name.isEmpty() ? "" : " (" + name + ")"))
                .orElse("by " + name);
    }

    private static String notFrom(Evidence evidence, WayOut out) {
        return evidence.wan()
                .map(each -> each.gateway().localAddress())
                .filter(each -> !out.source().equals(Optional.of(each)))
                .map(each -> ", not from " + Ipv6Text.of(each))
                .orElse("");
    }

    private static Looked internet(Wan wan) {
        Looked looked =
                new Looked(ObservationId.INTERNET.id())
                        .value("connected", wan.connected())
                        .value("status", wan.status())
                        .value("externalAddress", wan.externalAddress().map(Ipv6Text::of))
                        .value("uptimeSeconds", wan.uptimeSeconds())
                        .value("networkFailure", wan.networkFailure());
        wan.farther()
                .ifPresent(
                        each ->
                                looked.value("nextRouter", Ipv6Text.of(each.address()))
                                        .value("nextRouterUpnp", each.upnp())
                                        .value("nextRouterPage", each.page()));
        String address =
                wan.externalAddress()
                        .map(each -> "the external address " + Ipv6Text.of(each))
                        .orElse("no external address");
        if (wan.connected().isEmpty() && wan.externalAddress().isEmpty()) {
            return looked.result(Result.UNKNOWN)
                    .text("the gateway does not tell its external address");
        }
        return looked.text(
                "the gateway has "
                        + address
                        + wan.connected()
                                .map(each -> each ? ", and is connected" : ", and is not connected")
                                .orElse(""));
    }
}
