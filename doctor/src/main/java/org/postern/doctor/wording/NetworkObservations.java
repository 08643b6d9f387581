// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.wording;

import org.postern.api.doctor.Observation.Result;
import org.postern.doctor.evidence.DeviceRead;
import org.postern.doctor.evidence.Evidence;
import org.postern.doctor.evidence.GatewaySeen;
import org.postern.doctor.evidence.NextHop;
import org.postern.doctor.evidence.NextHop.Neighbour;
import org.postern.doctor.evidence.PortAnswer;
import org.postern.doctor.evidence.Searching;
import org.postern.doctor.internal.address.Ipv6Text;
import org.postern.doctor.internal.host.HostInterface;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What was seen of this machine and its network. */
final class NetworkObservations {
    private NetworkObservations() {}

    static List<Looked> of(Evidence evidence) {
        List<Looked> all = new ArrayList<>();
        all.add(interfaces(evidence.machine().interfaces()));
        all.add(defaultGateway(evidence.nextHops()));
        all.add(search(evidence.searching()));
        return all;
    }

    private static Looked interfaces(List<HostInterface> interfaces) {
        List<String> up =
                interfaces.stream()
                        .filter(HostInterface::up)
                        .map(NetworkObservations::described)
                        .toList();
        return new Looked(ObservationId.INTERFACES.id())
                .result(up.isEmpty() ? Result.WRONG : Result.OK)
                .text(up.isEmpty() ? "no interface is up" : String.join("; ", up))
                .value(
                        "interfaces",
                        interfaces.stream()
                                .map(
                                        each ->
                                                described(each)
                                                        + (each.up() ? "" : " (down)")
                                                        + (each.tunnel() ? " (tunnel)" : ""))
                                .toList());
    }

    private static String described(HostInterface each) {
        String addresses =
                each.addresses().stream()
                        .filter(address -> !address.isLinkLocalAddress())
                        .map(Ipv6Text::of)
                        .collect(Collectors.joining(", "));
        String self = each.addresses().stream().map(Ipv6Text::of).collect(Collectors.joining(", "));
        return each.name() + " " + (addresses.isEmpty() ? orNone(self) : addresses);
    }

    private static String orNone(String addresses) {
        return addresses.isEmpty() ? "without an address" : addresses;
    }

    private static Looked defaultGateway(List<NextHop> hops) {
        Looked looked = new Looked(ObservationId.DEFAULT_GATEWAY.id());
        if (hops.isEmpty()) {
            return looked.result(Result.UNKNOWN).text("there is no default gateway");
        }
        looked.value("gateways", hops.stream().map(NetworkObservations::raw).toList());
        // Those behind a tunnel are not asked.
        NextHop hop =
                hops.stream().filter(each -> !each.tcp().isEmpty()).findFirst().orElse(hops.get(0));
        String address = Ipv6Text.of(hop.address());
        List<String> answering = new ArrayList<>();
        addAnswering(answering, "UDP", hop.udp());
        addAnswering(answering, "TCP", hop.tcp());
        if (!answering.isEmpty()) {
            return looked.text(
                    "the default gateway "
                            + address
                            + " answers ("
                            + String.join(", ", answering)
                            + ")");
        }
        if (hop.udp().containsValue(PortAnswer.NOT_PERMITTED)) {
            return looked.result(Result.WRONG)
                    .text("the system lets nothing out to the default gateway " + address);
        }
        return switch (hop.neighbour()) {
            case PRESENT ->
                    looked.text(
                            "the default gateway "
                                    + address
                                    + " is there, and offers nothing at its usual ports");
            case ABSENT ->
                    looked.result(Result.WRONG)
                            .text("nobody answers at the default gateway " + address);
            case NOT_MEASURED ->
                    looked.result(Result.UNKNOWN)
                            .text("nothing came from the default gateway " + address);
        };
    }

    private static void addAnswering(
            List<String> all, String transport, Map<Integer, PortAnswer> answers) {
        answers.forEach(
                (port, answer) -> {
                    if (answer == PortAnswer.ANSWERED) {
                        all.add(transport + " " + port);
                    }
                });
    }

    private static String raw(NextHop hop) {
        return Ipv6Text.of(hop.address())
                + (hop.networkInterface().isEmpty() ? "" : " on " + hop.networkInterface())
                + ", neighbour "
                + hop.neighbour().name().toLowerCase(Locale.ROOT)
                + (hop.neighbour() == Neighbour.PRESENT && hop.dockerMark() ? " (Docker)" : "")
                + ", UDP "
                + hop.udp()
                + ", TCP "
                + hop.tcp();
    }

    private static Looked search(Searching searching) {
        Looked looked =
                new Looked(ObservationId.SEARCH.id())
                        .value(
                                "answers",
                                searching.answers().stream()
                                        .map(NetworkObservations::raw)
                                        .map(PlainText::of)
                                        .toList())
                        .value(
                                "devices",
                                searching.devices().stream()
                                        .map(NetworkObservations::raw)
                                        .map(PlainText::of)
                                        .toList())
                        .value("protocols", searching.protocolsThatAnswered())
                        .value("port1900HeldBy", searching.announcementPort())
                        .value("droppedMeasured", searching.dropped().measured())
                        .value("dropped", searching.dropped().count())
                        .value("noise", searching.dropped().noise())
                        .value("droppedUnicast", searching.dropped().unicast());
        Optional<GatewaySeen> first = searching.gateways().stream().findFirst();
        if (first.isPresent()) {
            return looked.text(
                    "the search found a gateway after " + first.get().afterMillis() + " ms");
        }
        return looked.result(Result.UNKNOWN)
                .text(
                        searching.answers().isEmpty()
                                ? "nothing answered the search"
                                : "of the devices that answered, none can be used as a gateway");
    }

    private static String raw(Searching.SearchAnswer answer) {
        return Ipv6Text.of(answer.sender())
                + " after "
                + answer.afterMillis()
                + " ms, "
                + (answer.unicast() ? "asked directly" : "by multicast")
                + (answer.gateway() ? ", as a gateway: " : ": ")
                + answer.location();
    }

    private static String raw(DeviceRead read) {
        return read.url()
                + " "
                + read.outcome().name().toLowerCase(Locale.ROOT)
                + " after "
                + read.afterMillis()
                + " ms"
                + (read.guessed() ? ", tried unasked" : "");
    }
}
