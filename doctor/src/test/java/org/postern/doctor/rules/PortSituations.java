// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.rules;

import static org.postern.doctor.rules.EvidenceBuilder.closed;
import static org.postern.doctor.rules.EvidenceBuilder.healthy;
import static org.postern.doctor.rules.EvidenceBuilder.open;
import static org.postern.doctor.rules.Samples.EXTERNAL;
import static org.postern.doctor.rules.Samples.PORT;
import static org.postern.doctor.rules.Samples.US;
import static org.postern.doctor.rules.Samples.compared;
import static org.postern.doctor.rules.Samples.entry;
import static org.postern.doctor.rules.Samples.noEntry;
import static org.postern.doctor.rules.Samples.opened;
import static org.postern.doctor.rules.Samples.outside;
import static org.postern.doctor.rules.Samples.refused;
import static org.postern.doctor.rules.Samples.tcp;
import static org.postern.doctor.rules.Samples.udp;
import static org.postern.doctor.rules.Staged.sure;
import static org.postern.doctor.rules.Staged.unsure;

import org.postern.api.doctor.Cause;
import org.postern.api.doctor.OutsideResult.Reached;
import org.postern.api.gateway.Protocol;
import org.postern.api.gateway.Reason;
import org.postern.doctor.evidence.DroppedPackets;
import org.postern.doctor.evidence.NextHop.Neighbour;
import org.postern.doctor.evidence.OutsideEvidence;
import org.postern.doctor.evidence.PortEntry;
import org.postern.doctor.evidence.PortEvidence.Knock;
import org.postern.doctor.evidence.TestMapping;
import org.postern.doctor.internal.host.ListeningSockets;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Situations of a port whose router is there and connected. */
final class PortSituations {
    private static final int ELSEWHERE = 45_678;
    private static final OptionalLong FEW = OptionalLong.of(1);
    private static final OptionalLong MANY = OptionalLong.of(17);

    private PortSituations() {}

    static List<Staged> all() {
        List<Staged> all = new ArrayList<>(healthySituations());
        all.addAll(refusals());
        all.addAll(programs());
        all.addAll(outsides());
        all.addAll(notOpen());
        return all;
    }

    private static EvidenceBuilder reached(EvidenceBuilder builder) {
        return builder.but(it -> it.outside = Optional.of(outside(Reached.OPEN)));
    }

    private static List<Staged> healthySituations() {
        return List.of(
                unsure("healthy, without a port", healthy(), Cause.OK),
                unsure("healthy, alone", open(), Cause.OK),
                sure("healthy, with a helper", Cause.OK, reached(open())),
                sure(
                        "healthy, without hairpinning",
                        Cause.OK,
                        reached(open()).but(it -> it.hairpin = false)),
                unsure(
                        "healthy, reached at the external address from inside",
                        open().but(it -> it.hairpin = true),
                        Cause.OK),
                sure(
                        "healthy, multicast does not pass",
                        Cause.OK,
                        reached(open()).but(it -> it.answers.removeIf(each -> !each.unicast()))),
                sure(
                        "healthy, another program keeps port 1900",
                        Cause.OK,
                        reached(open())
                                .but(it -> it.announcementPort = Optional.of("rygel (812)"))),
                sure(
                        "healthy, a firewall that lets the port in",
                        Cause.OK,
                        reached(open()).but(it -> it.knock = Knock.KEPT_OUT)),
                sure(
                        "healthy, mapped from another port",
                        Cause.OK,
                        reached(open())
                                .but(
                                        it -> {
                                            it.entry =
                                                    entry(
                                                            PortEntry.State.OTHER_INTERNAL_PORT,
                                                            US,
                                                            8081);
                                            it.listening = tcp("0.0.0.0", 8081);
                                        })),
                unsure(
                        "UDP, and the program does not answer a helper",
                        udpOpen().but(it -> it.outside = Optional.of(outside(Reached.TIMEOUT))),
                        Cause.OK),
                unsure(
                        "the helper cannot be asked",
                        open().but(it -> it.outside = Optional.of(unasked())),
                        Cause.OK));
    }

    private static OutsideEvidence unasked() {
        return new OutsideEvidence(
                Optional.empty(),
                "The helper refused the connection.",
                DroppedPackets.NOT_MEASURED,
                false,
                Optional.empty(),
                0,
                OptionalLong.empty());
    }

    private static EvidenceBuilder udpOpen() {
        return open().but(
                        it -> {
                            it.protocol = Protocol.UDP;
                            it.listening = udp("0.0.0.0", PORT);
                        });
    }

    private static EvidenceBuilder test(TestMapping here, TestMapping elsewhere) {
        return closed().but(
                        it -> {
                            it.test = here;
                            it.testElsewhere = elsewhere;
                        });
    }

    private static List<Staged> refusals() {
        TestMapping elsewhere = opened(TestMapping.Outcome.OPENED, ELSEWHERE);
        return List.of(
                sure(
                        "nothing may be mapped",
                        Cause.NOT_ALLOWED,
                        test(
                                refused(Reason.NOT_AUTHORIZED, PORT),
                                refused(Reason.NOT_AUTHORIZED, ELSEWHERE))),
                sure(
                        "this port may not be mapped",
                        Cause.PORT_NOT_ALLOWED,
                        test(refused(Reason.NOT_AUTHORIZED, PORT), elsewhere)),
                unsure(
                        "refused, and nothing else tried",
                        test(refused(Reason.NOT_AUTHORIZED, PORT), TestMapping.NOT_TRIED),
                        Cause.NOT_ALLOWED,
                        Cause.PORT_NOT_ALLOWED),
                unsure(
                        "the router fails at every port",
                        test(refused(Reason.FAILED, PORT), refused(Reason.FAILED, ELSEWHERE)),
                        Cause.NOT_ALLOWED),
                sure(
                        "taken by another machine",
                        Cause.PORT_TAKEN,
                        closed().but(it -> it.entry = others(Neighbour.PRESENT))),
                sure(
                        "taken, and hidden",
                        Cause.PORT_TAKEN,
                        test(refused(Reason.CONFLICT, PORT), elsewhere)),
                unsure(
                        "taken, and so is every other",
                        test(refused(Reason.CONFLICT, PORT), refused(Reason.CONFLICT, ELSEWHERE)),
                        Cause.NOT_ALLOWED,
                        Cause.PORT_TAKEN),
                sure(
                        "leads to yesterday's address",
                        Cause.MAPPED_ELSEWHERE,
                        closed().but(it -> it.entry = others(Neighbour.ABSENT))),
                unsure(
                        "taken, and nobody knows by whom",
                        closed().but(it -> it.entry = others(Neighbour.NOT_MEASURED)),
                        Cause.PORT_TAKEN,
                        Cause.MAPPED_ELSEWHERE),
                sure(
                        "table full",
                        Cause.TABLE_FULL,
                        test(refused(Reason.NO_RESOURCES, PORT), TestMapping.NOT_TRIED)),
                unsure(
                        "no answer to the request",
                        test(refused(Reason.UNREACHABLE, PORT), TestMapping.NOT_TRIED),
                        Cause.UNKNOWN),
                sure("permanent mappings only, and open", Cause.OK, reached(open())));
    }

    private static PortEntry others(Neighbour holder) {
        return entry(PortEntry.State.OTHERS, "192.168.66.20", PORT, holder);
    }

    private static List<Staged> programs() {
        return List.of(
                sure("nobody listens", Cause.NOT_LISTENING, listening(tcp("0.0.0.0"))),
                sure(
                        "another port is listened on",
                        Cause.NOT_LISTENING,
                        listening(tcp("0.0.0.0", 8081, 22))),
                sure(
                        "the loopback address is listened on",
                        Cause.LISTENS_LOCALLY,
                        listening(tcp("127.0.0.1", PORT))),
                sure(
                        "the loopback address of IPv6 is listened on",
                        Cause.LISTENS_LOCALLY,
                        listening(tcp("::1", PORT))),
                sure(
                        "the address of another network is listened on",
                        Cause.LISTENS_LOCALLY,
                        listening(tcp("10.8.0.2", PORT))),
                sure(
                        "all addresses of IPv6 are listened on",
                        Cause.LISTENS_LOCALLY,
                        listening(tcp("::", PORT))),
                unsure("the address itself", listening(tcp(US, PORT)), Cause.OK),
                sure(
                        "the program listens on TCP, the mapping is for UDP",
                        Cause.WRONG_PROTOCOL,
                        open().but(it -> it.protocol = Protocol.UDP)),
                sure(
                        "the program listens on TCP, which is asked for, and UDP is mapped",
                        Cause.WRONG_PROTOCOL,
                        closed().but(it -> it.otherProtocolOpen = true)),
                sure(
                        "the program listens on both, and UDP is mapped",
                        Cause.NOT_OPEN,
                        reached(closed())
                                .but(
                                        it -> {
                                            it.otherProtocolOpen = true;
                                            it.listening =
                                                    new ListeningSockets(
                                                            true,
                                                            tcp("0.0.0.0", PORT).tcp(),
                                                            udp("0.0.0.0", PORT).udp());
                                        })),
                sure(
                        "the mapping leads to another port than the program's",
                        Cause.NOT_LISTENING,
                        open().but(
                                        it ->
                                                it.entry =
                                                        entry(
                                                                PortEntry.State.OTHER_INTERNAL_PORT,
                                                                US,
                                                                9999))),
                unsure(
                        "listeners are not disclosed",
                        open().but(it -> it.listening = ListeningSockets.NOT_MEASURED),
                        Cause.OK),
                unsure(
                        "listeners are not disclosed, and UDP is mapped",
                        closed().but(
                                        it -> {
                                            it.listening = ListeningSockets.NOT_MEASURED;
                                            it.otherProtocolOpen = true;
                                        }),
                        Cause.WRONG_PROTOCOL,
                        Cause.NOT_OPEN));
    }

    private static EvidenceBuilder listening(ListeningSockets sockets) {
        return open().but(it -> it.listening = sockets);
    }

    private static EvidenceBuilder unreached(OutsideEvidence outside) {
        return open().but(it -> it.outside = Optional.of(outside));
    }

    private static OutsideEvidence dropping(Reached reached, long count, double noise) {
        return outside(EXTERNAL, reached, new DroppedPackets(true, count, noise));
    }

    private static List<Staged> outsides() {
        OutsideEvidence timeout = outside(Reached.TIMEOUT);
        OutsideEvidence amongAnnouncements =
                outside(EXTERNAL, Reached.TIMEOUT, new DroppedPackets(true, 52, 90, 0, 0));
        return List.of(
                sure(
                        "this machine drops",
                        Cause.FIREWALL_DROPS_INBOUND,
                        unreached(dropping(Reached.TIMEOUT, 3, 0))),
                sure(
                        "this machine refuses",
                        Cause.FIREWALL_DROPS_INBOUND,
                        unreached(dropping(Reached.REFUSED, 2, 0))),
                unsure(
                        "one packet was dropped",
                        unreached(dropping(Reached.TIMEOUT, 1, 0)),
                        Cause.FIREWALL_DROPS_INBOUND,
                        Cause.NOT_FORWARDED),
                sure(
                        "the answer is lost",
                        Cause.ANSWER_LOST,
                        unreached(
                                new OutsideEvidence(
                                        timeout.result(),
                                        "",
                                        timeout.dropped(),
                                        true,
                                        Optional.empty(),
                                        0,
                                        OptionalLong.empty()))),
                sure(
                        "filtered at one port, before the router",
                        Cause.FILTERED_OUTSIDE,
                        unreached(compared(timeout, Reached.OPEN, FEW))),
                unsure(
                        "filtered at one port, and the router does not count",
                        unreached(compared(timeout, Reached.OPEN, OptionalLong.empty())),
                        Cause.FILTERED_OUTSIDE,
                        Cause.NOT_FORWARDED),
                sure(
                        "filtered at one port, by the router",
                        Cause.NOT_FORWARDED,
                        unreached(compared(timeout, Reached.OPEN, MANY))),
                sure(
                        "not forwarded",
                        Cause.NOT_FORWARDED,
                        unreached(compared(timeout, Reached.TIMEOUT, MANY))),
                unsure(
                        "not forwarded, among announcements that this machine drops",
                        unreached(compared(amongAnnouncements, Reached.TIMEOUT, MANY)),
                        Cause.NOT_FORWARDED,
                        Cause.FIREWALL_DROPS_INBOUND),
                unsure(
                        "the same, and the router does not count",
                        unreached(
                                compared(
                                        amongAnnouncements, Reached.TIMEOUT, OptionalLong.empty())),
                        Cause.NOT_FORWARDED,
                        Cause.FILTERED_OUTSIDE,
                        Cause.FIREWALL_DROPS_INBOUND),
                sure(
                        "this machine drops, among announcements",
                        Cause.FIREWALL_DROPS_INBOUND,
                        unreached(
                                compared(
                                        outside(
                                                EXTERNAL,
                                                Reached.TIMEOUT,
                                                new DroppedPackets(true, 52, 90, 36, 0)),
                                        Reached.TIMEOUT,
                                        MANY))),
                sure(
                        "all is filtered before the router",
                        Cause.FILTERED_OUTSIDE,
                        unreached(compared(timeout, Reached.TIMEOUT, FEW))),
                unsure(
                        "nothing comes in, and the router does not count",
                        unreached(compared(timeout, Reached.TIMEOUT, OptionalLong.empty())),
                        Cause.NOT_FORWARDED,
                        Cause.FILTERED_OUTSIDE),
                unsure(
                        "nothing comes in, and the count says nothing",
                        unreached(compared(timeout, Reached.TIMEOUT, OptionalLong.of(5))),
                        Cause.FILTERED_OUTSIDE,
                        Cause.NOT_FORWARDED),
                unsure(
                        "nothing comes in, and drops are not counted here",
                        unreached(outside(EXTERNAL, Reached.TIMEOUT, DroppedPackets.NOT_MEASURED)),
                        Cause.NOT_FORWARDED,
                        Cause.FILTERED_OUTSIDE,
                        Cause.FIREWALL_DROPS_INBOUND),
                sure(
                        "UDP, and this machine drops",
                        Cause.FIREWALL_DROPS_INBOUND,
                        udpOpen()
                                .but(
                                        it ->
                                                it.outside =
                                                        Optional.of(
                                                                dropping(Reached.TIMEOUT, 3, 0)))),
                unsure(
                        "UDP, and nothing comes in at another port either",
                        udpOpen()
                                .but(
                                        it ->
                                                it.outside =
                                                        Optional.of(
                                                                compared(
                                                                        timeout,
                                                                        Reached.TIMEOUT,
                                                                        OptionalLong.empty()))),
                        Cause.NOT_FORWARDED,
                        Cause.FILTERED_OUTSIDE),
                unsure(
                        "the router's knock is kept out",
                        open().but(it -> it.knock = Knock.KEPT_OUT),
                        Cause.FIREWALL_DROPS_INBOUND),
                unsure(
                        "the router's knock is kept out, and the port is closed",
                        closed().but(it -> it.knock = Knock.KEPT_OUT),
                        Cause.FIREWALL_DROPS_INBOUND));
    }

    private static List<Staged> notOpen() {
        return List.of(
                sure("not open", Cause.NOT_OPEN, closed()),
                sure(
                        "the router has forgotten it",
                        Cause.NOT_OPEN,
                        closed().but(it -> it.uptime = OptionalLong.of(4))),
                sure("not open, and a helper sees the test", Cause.NOT_OPEN, reached(closed())),
                unsure(
                        "not open, and no test",
                        closed().but(it -> it.test = TestMapping.NOT_TRIED),
                        Cause.NOT_OPEN),
                unsure(
                        "the router does not tell, and takes it",
                        closed().but(it -> it.entry = noEntry(PortEntry.State.UNKNOWN)),
                        Cause.NOT_OPEN,
                        Cause.OK),
                sure(
                        "the router does not tell, and a helper comes in",
                        Cause.OK,
                        reached(closed())
                                .but(
                                        it -> {
                                            it.entry = noEntry(PortEntry.State.UNKNOWN);
                                            it.test = TestMapping.NOT_TRIED;
                                        })),
                sure(
                        "not open, permanent mappings only",
                        Cause.NOT_OPEN,
                        closed().but(
                                        it ->
                                                it.test =
                                                        opened(
                                                                TestMapping.Outcome
                                                                        .OPENED_PERMANENTLY,
                                                                PORT))),
                unsure(
                        "not open, and nobody knows whether this machine lets it in",
                        closed().but(it -> it.knock = Knock.NOT_MEASURED),
                        Cause.NOT_OPEN),
                unsure(
                        "a helper found nothing where nothing was mapped",
                        closed().but(
                                        it -> {
                                            it.test = TestMapping.NOT_TRIED;
                                            it.outside = Optional.of(outside(Reached.TIMEOUT));
                                        }),
                        Cause.NOT_OPEN),
                unsure(
                        "nothing is known of the port",
                        open().but(it -> it.port = OptionalInt.of(PORT)).unexamined(),
                        Cause.UNKNOWN));
    }
}
