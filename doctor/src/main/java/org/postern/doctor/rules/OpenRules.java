// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.rules;

import org.postern.api.doctor.Cause;
import org.postern.api.doctor.OutsideResult;
import org.postern.api.gateway.Advice;
import org.postern.doctor.evidence.DeviceRead.Outcome;
import org.postern.doctor.evidence.GatewaySeen;
import org.postern.doctor.evidence.NextHop;
import org.postern.doctor.evidence.PortEntry;
import org.postern.doctor.evidence.PortEvidence;
import org.postern.doctor.evidence.Searching.SearchAnswer;
import org.postern.doctor.internal.address.Ipv6Text;
import org.postern.doctor.verdict.Fact;
import org.postern.doctor.verdict.Facts;
import org.postern.doctor.verdict.Verdict;

import java.util.List;
import java.util.Optional;

/** Where nothing is wrong. */
final class OpenRules {
    /** The name of the rule that holds where nothing is known of a port that was asked for. */
    static final String NOT_EXAMINED = "port-not-examined";

    static final List<Rule> RULES =
            List.of(
                    Rule.of(NOT_EXAMINED, OpenRules::notExamined),
                    Rule.of("other-protocol-only", OpenRules::otherProtocolOnly),
                    Rule.of("not-open", OpenRules::notOpen),
                    Rule.of("ok", OpenRules::ok));

    private OpenRules() {}

    private static Optional<Verdict> notExamined(Situation situation) {
        return situation.portAsked() && situation.port().isEmpty()
                ? Optional.of(
                        Verdict.unsure(Cause.UNKNOWN).with(PortFacts.of(situation, Facts.NONE)))
                : Optional.empty();
    }

    /** UPnP is switched off, which is worth telling where a port is yet to be opened. */
    private static Optional<Verdict> otherProtocolOnly(Situation situation) {
        if (!isWithoutUpnp(situation) || (situation.portAsked() && stands(situation))) {
            return Optional.empty();
        }
        Verdict verdict =
                SearchRules.onlyNatPmp(refusesSearches(situation))
                        .working()
                        .with(Fact.GATEWAY, RouterNames.of(situation.gateway()))
                        .with(
                                Fact.PROTOCOLS,
                                RouterNames.protocols(situation.gateway().protocols()))
                        .with(Fact.PAGE, hopOf(situation).flatMap(Hops::page));
        return Optional.of(
                situation.portAsked()
                        ? verdict.with(PortFacts.of(situation, verdict.facts()))
                                .remedy(Advice.KEEP_PORT)
                        : verdict);
    }

    /** Whether the gateway was read over other protocols alone, and not heard of over UPnP. */
    static boolean isWithoutUpnp(Situation situation) {
        GatewaySeen gateway = situation.gateway();
        boolean answered =
                situation.searching().answers().stream()
                        .filter(SearchAnswer::gateway)
                        .anyMatch(each -> each.sender().equals(gateway.address()));
        boolean described =
                situation.searching().devices().stream()
                        .filter(each -> each.outcome() == Outcome.GATEWAY)
                        .anyMatch(each -> each.host().equals(gateway.address()));
        return !Situation.speaksUpnp(gateway)
                && !answered
                && !described
                && hopOf(situation).isPresent();
    }

    private static Optional<NextHop> hopOf(Situation situation) {
        return situation.hops().stream()
                .filter(each -> each.address().equals(situation.gateway().address()))
                .findFirst();
    }

    private static boolean refusesSearches(Situation situation) {
        return hopOf(situation).filter(Hops::refusesSearches).isPresent();
    }

    /** Whether the port is open without the doctor's doing. */
    private static boolean stands(Situation situation) {
        PortEvidence port = situation.port().orElseThrow();
        boolean reached = situation.provenOpen() || port.hairpin();
        return OutsideRules.isOurs(port) || (reached && !port.test().opened());
    }

    private static Optional<Verdict> notOpen(Situation situation) {
        if (situation.port().isEmpty() || stands(situation)) {
            return Optional.empty();
        }
        PortEvidence port = situation.port().get();
        Verdict verdict = notOpen(port);
        return Optional.of(
                verdict.with(PortFacts.of(situation, verdict.facts()))
                        .working()
                        .remedy(Advice.KEEP_PORT));
    }

    private static Verdict notOpen(PortEvidence port) {
        if (port.entry().state() == PortEntry.State.UNKNOWN) {
            // It may have been open before the test, too.
            return Verdict.unsure(Cause.NOT_OPEN, Cause.OK);
        }
        return port.test().opened()
                ? Verdict.sure(Cause.NOT_OPEN).with(Fact.TESTED)
                : Verdict.unsure(Cause.NOT_OPEN);
    }

    private static Optional<Verdict> ok(Situation situation) {
        if (!situation.portAsked()) {
            return Optional.of(Verdict.unsure(Cause.OK).working().with(networkFacts(situation)));
        }
        Verdict verdict =
                situation.provenOpen()
                        ? Verdict.sure(Cause.OK)
                                .with(
                                        Fact.SEEN_ADDRESS,
                                        situation
                                                .outsideResult()
                                                .map(OutsideResult::seen)
                                                .map(Ipv6Text::of))
                        : Verdict.unsure(Cause.OK);
        return Optional.of(verdict.working().with(PortFacts.of(situation, verdict.facts())));
    }

    private static Facts networkFacts(Situation situation) {
        return Facts.NONE
                .with(Fact.GATEWAY, RouterNames.of(situation.gateway()))
                .with(Fact.EXTERNAL_ADDRESS, situation.publicAddress().map(Ipv6Text::of));
    }
}
