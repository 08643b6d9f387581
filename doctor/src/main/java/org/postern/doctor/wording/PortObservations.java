// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.wording;

import org.postern.api.doctor.Observation.Result;
import org.postern.api.doctor.OutsideResult.Reached;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.Protocol;
import org.postern.doctor.evidence.Evidence;
import org.postern.doctor.evidence.OutsideEvidence;
import org.postern.doctor.evidence.PortEntry;
import org.postern.doctor.evidence.PortEvidence;
import org.postern.doctor.evidence.Question;
import org.postern.doctor.evidence.TestMapping;
import org.postern.doctor.internal.address.Ipv6Text;
import org.postern.doctor.internal.host.ListeningSockets;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What was seen of the port. */
final class PortObservations {
    private PortObservations() {}

    /** Only where a port was asked for. */
    static List<Looked> of(Evidence evidence) {
        List<Looked> all = new ArrayList<>();
        evidence.port()
                .ifPresent(
                        port -> {
                            all.add(mapping(evidence.question(), port));
                            all.add(program(evidence.question(), port));
                            all.add(firewall(port));
                            port.outside()
                                    .map(each -> outside(each, port.hairpin()))
                                    .ifPresent(all::add);
                        });
        return all;
    }

    /** Such as {@code TCP port 8080}. */
    static String named(Question question) {
        return question.protocol() + " port " + question.port().orElse(0);
    }

    private static Looked mapping(Question question, PortEvidence port) {
        PortEntry entry = port.entry();
        String target =
                entry.mapping()
                        .map(PortObservations::target)
                        .map(each -> named(question) + " leads to " + each)
                        .orElse(named(question) + " is mapped");
        Looked looked =
                new Looked(ObservationId.MAPPING.id())
                        .value("state", lower(entry.state()))
                        .value("target", entry.mapping().map(PortObservations::target))
                        .value("holder", lower(entry.holder()))
                        .value("otherProtocol", port.otherProtocolOpen());
        addTest(looked, "test", port.test());
        addTest(looked, "testElsewhere", port.testElsewhere());
        String tested =
                switch (port.test().outcome()) {
                    case NOT_TRIED -> "";
                    case OPENED, OPENED_PERMANENTLY -> "; a test mapping was made";
                    case REFUSED -> "; a test mapping was refused";
                };
        return switch (entry.state()) {
            case OURS, OTHER_INTERNAL_PORT -> looked.text(target);
            case OTHERS -> looked.result(Result.WRONG).text(target);
            case NONE ->
                    looked.result(Result.UNKNOWN).text(named(question) + " is not mapped" + tested);
            case UNKNOWN ->
                    looked.result(Result.UNKNOWN)
                            .text(
                                    "the gateway does not tell whether "
                                            + named(question)
                                            + " is mapped"
                                            + tested);
        };
    }

    private static String target(PortMapping mapping) {
        return Ipv6Text.of(mapping.internalClient()) + " port " + mapping.internalPort();
    }

    private static void addTest(Looked looked, String name, TestMapping test) {
        if (test.outcome() == TestMapping.Outcome.NOT_TRIED) {
            return;
        }
        looked.value(name, lower(test.outcome())).value(name + "Port", (Object) test.port());
        test.reason().ifPresent(each -> looked.value(name + "Reason", lower(each)));
        test.code().ifPresent(each -> looked.value(name + "Code", (Object) each));
        looked.value(name + "Removed", test.removed());
    }

    private static Looked program(Question question, PortEvidence port) {
        Looked looked = new Looked(ObservationId.PROGRAM.id());
        ListeningSockets sockets = port.listening();
        int internal = question.internalPort().orElse(question.port().orElse(0));
        if (!sockets.measured()) {
            return looked.result(Result.UNKNOWN).text("which programs listen is not disclosed");
        }
        List<InetSocketAddress> asked =
                question.protocol() == Protocol.TCP ? sockets.tcp() : sockets.udp();
        String at =
                asked.stream()
                        .filter(each -> each.getPort() == internal)
                        .map(each -> Ipv6Text.of(each.getAddress()))
                        .distinct()
                        .collect(Collectors.joining(", "));
        looked.value("tcp", ports(sockets.tcp())).value("udp", ports(sockets.udp()));
        String which = question.protocol() + " port " + internal + " of this machine";
        return at.isEmpty()
                ? looked.result(Result.UNKNOWN).text("no program listens on " + which)
                : looked.text("a program listens on " + which + ", at " + at);
    }

    private static List<Integer> ports(List<InetSocketAddress> sockets) {
        return sockets.stream().map(InetSocketAddress::getPort).distinct().sorted().toList();
    }

    private static Looked firewall(PortEvidence port) {
        Looked looked = new Looked(ObservationId.FIREWALL.id()).value("knock", lower(port.knock()));
        return switch (port.knock()) {
            case CAME -> looked.text("this machine lets in a connection of the gateway");
            case KEPT_OUT ->
                    looked.result(Result.UNKNOWN)
                            .text("this machine keeps out a connection of the gateway");
            case NOT_MEASURED ->
                    looked.result(Result.UNKNOWN)
                            .text("whether this machine lets others in could not be measured");
        };
    }

    private static Looked outside(OutsideEvidence outside, boolean hairpin) {
        Looked looked = new Looked(ObservationId.OUTSIDE.id()).value("hairpin", hairpin);
        if (outside.result().isEmpty()) {
            return looked.result(Result.UNKNOWN)
                    .text("the helper could not be asked: " + outside.failure());
        }
        Reached reached = outside.result().get().reached();
        String seen = Ipv6Text.of(outside.result().get().seen());
        looked.value("seen", seen)
                .value("result", lower(reached))
                .value("dropped", outside.dropped().unicast())
                .value("arrived", outside.arrived())
                .value("otherPort", outside.otherPort().map(PortObservations::lower))
                .value("attempts", (Object) outside.attempts())
                .value("packets", outside.packets());
        return looked.result(reached == Reached.OPEN ? Result.OK : Result.UNKNOWN)
                .text(
                        "from outside the port was "
                                + word(reached)
                                + " at "
                                + seen
                                + (outside.dropped().unicastAboveNoise()
                                        ? "; this machine dropped packets meanwhile"
                                        : ""));
    }

    private static String word(Reached reached) {
        return switch (reached) {
            case OPEN -> "open";
            case REFUSED -> "refused";
            case TIMEOUT -> "silent";
            case UNREACHABLE -> "unreachable";
            case NOT_CHECKED -> "not tried, since the helper was asked from another address,";
        };
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
