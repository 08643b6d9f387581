// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.rules;

import org.postern.api.doctor.Cause;
import org.postern.api.doctor.Note.Kind;
import org.postern.doctor.evidence.OutsideEvidence;
import org.postern.doctor.evidence.PortEntry;
import org.postern.doctor.evidence.PortEvidence;
import org.postern.doctor.evidence.Searching.SearchAnswer;
import org.postern.doctor.evidence.TestMapping;
import org.postern.doctor.evidence.TestMapping.Outcome;
import org.postern.doctor.verdict.Fact;
import org.postern.doctor.verdict.Facts;
import org.postern.doctor.verdict.Finding;
import org.postern.doctor.verdict.Measurement;
import org.postern.doctor.verdict.Verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** What was met besides the cause. */
final class Findings {
    /** A router whose connection is so young has probably restarted. */
    private static final long YOUNG_SECONDS = 600;

    private Findings() {}

    static List<Finding> of(Situation situation, Verdict verdict, Set<Measurement> missing) {
        List<Finding> all = new ArrayList<>();
        if (situation.gatewayRead()) {
            ofGateway(situation, all);
        }
        Set<String> devices = SwitchedOffRules.otherDevices(situation);
        if (!situation.gatewayRead() && !devices.isEmpty()) {
            all.add(new Finding(Kind.OTHER_DEVICES, Facts.NONE.with(Fact.DEVICES, devices)));
        }
        situation
                .searching()
                .announcementPort()
                .ifPresent(
                        program ->
                                all.add(
                                        new Finding(
                                                Kind.ANNOUNCEMENTS_NOT_HEARD,
                                                Facts.NONE.with(Fact.PROGRAM, program))));
        situation.port().ifPresent(port -> ofPort(situation, port, verdict, all));
        if (!missing.isEmpty()) {
            all.add(
                    new Finding(
                            Kind.NOT_MEASURED, Facts.NONE.with(Fact.MEASUREMENTS, names(missing))));
        }
        return all;
    }

    private static List<String> names(Set<Measurement> missing) {
        return missing.stream().map(each -> each.name().toLowerCase(Locale.ROOT)).toList();
    }

    private static void ofGateway(Situation situation, List<Finding> all) {
        List<SearchAnswer> answers =
                situation.searching().answers().stream()
                        .filter(each -> each.gateway())
                        .filter(each -> each.sender().equals(situation.gateway().address()))
                        .toList();
        if (!answers.isEmpty() && answers.stream().allMatch(SearchAnswer::unicast)) {
            all.add(gatewayFinding(Kind.NO_MULTICAST, situation));
        }
        if (OpenRules.isWithoutUpnp(situation)) {
            all.add(gatewayFinding(Kind.UPNP_OFF, situation));
        }
        List<String> others =
                situation.searching().gateways().stream()
                        .filter(each -> !each.address().equals(situation.gateway().address()))
                        .map(RouterNames::of)
                        .distinct()
                        .toList();
        if (!others.isEmpty()) {
            all.add(new Finding(Kind.OTHER_GATEWAY, Facts.NONE.with(Fact.OTHER_GATEWAY, others)));
        }
    }

    private static Finding gatewayFinding(Kind kind, Situation situation) {
        return new Finding(
                kind, Facts.NONE.with(Fact.GATEWAY, RouterNames.of(situation.gateway())));
    }

    /**
     * Explains why a port that was open is not: young connections are nothing unusual, and where
     * something else keeps the port shut, it is not that the gateway has forgotten it.
     */
    private static void addRestart(
            Situation situation, PortEvidence port, Verdict verdict, List<Finding> all) {
        long seconds = situation.wan().uptimeSeconds().orElse(YOUNG_SECONDS);
        if (verdict.cause() == Cause.NOT_OPEN
                && port.entry().state() == PortEntry.State.NONE
                && seconds < YOUNG_SECONDS) {
            Facts facts = gatewayFinding(Kind.RESTARTED, situation).facts();
            all.add(new Finding(Kind.RESTARTED, facts.with(Fact.SECONDS, Long.toString(seconds))));
        }
    }

    private static void ofPort(
            Situation situation, PortEvidence port, Verdict verdict, List<Finding> all) {
        addRestart(situation, port, verdict, all);
        Facts facts = PortFacts.of(situation, Facts.NONE);
        if (Stream.of(port.test(), port.testElsewhere())
                .anyMatch(each -> each.outcome() == Outcome.OPENED_PERMANENTLY)) {
            all.add(new Finding(Kind.PERMANENT_ONLY, facts));
        }
        Stream.of(port.test(), port.testElsewhere())
                .filter(TestMapping::opened)
                .filter(each -> !each.removed())
                .forEach(each -> all.add(new Finding(Kind.TEST_MAPPING_LEFT, left(facts, each))));
        if (verdict.cause() == Cause.OK && !port.hairpin()) {
            all.add(new Finding(Kind.NO_HAIRPIN, facts));
        }
        situation
                .outside()
                .filter(each -> each.result().isEmpty())
                .map(OutsideEvidence::failure)
                .ifPresent(
                        failure ->
                                all.add(
                                        new Finding(
                                                Kind.NOT_MEASURED,
                                                Facts.NONE.with(Fact.FAILURE, failure))));
    }

    private static Facts left(Facts facts, TestMapping test) {
        Facts port = facts.with(Fact.OTHER_PORT, test.port());
        return test.outcome() == Outcome.OPENED_PERMANENTLY ? port.with(Fact.PERMANENT) : port;
    }
}
