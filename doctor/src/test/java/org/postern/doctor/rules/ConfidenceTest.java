// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postern.api.doctor.Cause;
import org.postern.api.doctor.Confidence;
import org.postern.api.doctor.Note;
import org.postern.doctor.evidence.DroppedPackets;
import org.postern.doctor.evidence.Evidence;
import org.postern.doctor.evidence.LocalMachine;
import org.postern.doctor.evidence.NextHop;
import org.postern.doctor.evidence.NextHop.Neighbour;
import org.postern.doctor.evidence.OutsideEvidence;
import org.postern.doctor.evidence.PortEntry;
import org.postern.doctor.evidence.PortEvidence;
import org.postern.doctor.evidence.PortEvidence.Knock;
import org.postern.doctor.evidence.Searching;
import org.postern.doctor.internal.host.ListeningSockets;
import org.postern.doctor.internal.host.WayOut;
import org.postern.doctor.verdict.Fact;
import org.postern.doctor.verdict.Finding;
import org.postern.doctor.verdict.Verdict;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is not measured makes nothing surer. */
final class ConfidenceTest {
    private static final List<UnaryOperator<Evidence>> LOSSES =
            List.of(
                    ConfidenceTest::withoutWayOut,
                    ConfidenceTest::withoutNeighbours,
                    ConfidenceTest::withoutDrops,
                    ConfidenceTest::withoutListeners,
                    ConfidenceTest::withoutKnock);

    static Stream<Staged> situations() {
        return Situations.all().stream();
    }

    @ParameterizedTest
    @MethodSource("situations")
    void lostMeasurementsNeverRaiseIt(Staged staged) {
        Confidence whole = DecisionTable.judge(staged.evidence()).verdict().confidence();

        for (int lost = 1; lost < 1 << LOSSES.size(); lost++) {
            Verdict less = DecisionTable.judge(without(staged.evidence(), lost)).verdict();
            assertTrue(
                    whole == Confidence.HIGH || less.confidence() == Confidence.MEDIUM,
                    less + " without " + Integer.toBinaryString(lost));
        }
    }

    /** Another cause than the one of the whole evidence is never called sure. */
    @ParameterizedTest
    @MethodSource("situations")
    void lostMeasurementsNeverMakeAnotherCauseSure(Staged staged) {
        for (int lost = 1; lost < 1 << LOSSES.size(); lost++) {
            Verdict less = DecisionTable.judge(without(staged.evidence(), lost)).verdict();
            assertTrue(
                    less.confidence() == Confidence.MEDIUM || less.cause() == staged.cause(),
                    less + " without " + Integer.toBinaryString(lost));
        }
    }

    @ParameterizedTest
    @MethodSource("situations")
    void alternativesAreNeverSureAndNeverTheCauseItself(Staged staged) {
        Verdict verdict = DecisionTable.judge(staged.evidence()).verdict();

        assertTrue(verdict.alternatives().isEmpty() || verdict.confidence() != Confidence.HIGH);
        assertFalse(verdict.alternatives().contains(verdict.cause()));
        assertEquals(verdict.alternatives().size(), Set.copyOf(verdict.alternatives()).size());
    }

    @Test
    void whatWasNotMeasuredIsNoted() {
        Evidence evidence = withoutListeners(EvidenceBuilder.open().build());

        Finding note =
                DecisionTable.judge(evidence).findings().stream()
                        .filter(each -> each.kind() == Note.Kind.NOT_MEASURED)
                        .collect(Collectors.toList())
                        .get(0);
        assertEquals(Optional.of("listening"), note.facts().get(Fact.MEASUREMENTS));
    }

    /** The cause of an earlier layer is sure, whatever could not be measured in later ones. */
    @Test
    void lossesOfLaterLayersDoNotMatter() {
        Evidence evidence = withoutListeners(withoutKnock(closedByVpn()));

        Verdict verdict = DecisionTable.judge(evidence).verdict();
        assertEquals(Cause.VPN_ROUTE, verdict.cause());
        assertEquals(Confidence.HIGH, verdict.confidence());
    }

    private static Evidence closedByVpn() {
        return Situations.all().stream()
                .filter(each -> each.cause() == Cause.VPN_ROUTE)
                .findFirst()
                .orElseThrow()
                .evidence();
    }

    private static Evidence without(Evidence evidence, int lost) {
        Evidence less = evidence;
        for (int index = 0; index < LOSSES.size(); index++) {
            if ((lost & 1 << index) != 0) {
                less = LOSSES.get(index).apply(less);
            }
        }
        return less;
    }

    private static Evidence withoutWayOut(Evidence all) {
        LocalMachine machine = all.machine();
        return new Evidence(
                all.question(),
                new LocalMachine(
                        machine.interfaces(),
                        Samples.noWay(WayOut.State.NOT_MEASURED),
                        machine.containerMarks(),
                        machine.firewalls()),
                all.nextHops(),
                all.searching(),
                all.wan(),
                all.port());
    }

    private static Evidence withoutNeighbours(Evidence all) {
        return new Evidence(
                all.question(),
                all.machine(),
                all.nextHops().stream().map(ConfidenceTest::withoutNeighbour).toList(),
                all.searching(),
                all.wan(),
                all.port().map(ConfidenceTest::withoutHolder));
    }

    private static NextHop withoutNeighbour(NextHop hop) {
        return new NextHop(
                hop.address(),
                hop.networkInterface(),
                Neighbour.NOT_MEASURED,
                hop.dockerMark(),
                hop.udp(),
                hop.tcp());
    }

    private static PortEvidence withoutHolder(PortEvidence port) {
        PortEntry entry = port.entry();
        return changed(
                port,
                new PortEntry(entry.state(), entry.mapping(), Neighbour.NOT_MEASURED),
                port.listening(),
                port.knock(),
                port.outside());
    }

    private static Evidence withoutDrops(Evidence all) {
        Searching searching = all.searching();
        return new Evidence(
                all.question(),
                all.machine(),
                all.nextHops(),
                new Searching(
                        searching.answers(),
                        searching.devices(),
                        searching.gateways(),
                        searching.protocolsThatAnswered(),
                        DroppedPackets.NOT_MEASURED,
                        searching.announcementPort()),
                all.wan(),
                all.port()
                        .map(
                                port ->
                                        changed(
                                                port,
                                                port.entry(),
                                                port.listening(),
                                                port.knock(),
                                                port.outside().map(ConfidenceTest::withoutDrops))));
    }

    private static OutsideEvidence withoutDrops(OutsideEvidence outside) {
        return new OutsideEvidence(
                outside.result(),
                outside.failure(),
                DroppedPackets.NOT_MEASURED,
                outside.arrived(),
                outside.otherPort(),
                outside.attempts(),
                outside.packets());
    }

    private static Evidence withoutListeners(Evidence all) {
        return ofPort(
                all,
                port ->
                        changed(
                                port,
                                port.entry(),
                                ListeningSockets.NOT_MEASURED,
                                port.knock(),
                                port.outside()));
    }

    private static Evidence withoutKnock(Evidence all) {
        return ofPort(
                all,
                port ->
                        changed(
                                port,
                                port.entry(),
                                port.listening(),
                                Knock.NOT_MEASURED,
                                port.outside()));
    }

    private static Evidence ofPort(Evidence all, UnaryOperator<PortEvidence> change) {
        return new Evidence(
                all.question(),
                all.machine(),
                all.nextHops(),
                all.searching(),
                all.wan(),
                all.port().map(change));
    }

    private static PortEvidence changed(
            PortEvidence port,
            PortEntry entry,
            ListeningSockets listening,
            Knock knock,
            Optional<OutsideEvidence> outside) {
        return new PortEvidence(
                entry,
                port.otherProtocolOpen(),
                port.test(),
                port.testElsewhere(),
                listening,
                knock,
                outside,
                port.hairpin());
    }
}
