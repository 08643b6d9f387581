// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.rules;

import org.jspecify.annotations.Nullable;
import org.postern.api.doctor.Cause;
import org.postern.api.doctor.OutsideResult.Reached;
import org.postern.api.gateway.Protocol;
import org.postern.doctor.evidence.OutsideEvidence;
import org.postern.doctor.evidence.PortEvidence;
import org.postern.doctor.evidence.PortEvidence.Knock;
import org.postern.doctor.verdict.Fact;
import org.postern.doctor.verdict.Measurement;
import org.postern.doctor.verdict.Verdict;

import java.util.List;
import java.util.Optional;

/** Whether somebody outside reaches the port that the gateway holds open. */
final class OutsideRules {
    /** One packet that was dropped may be anybody's; somebody who knocks sends several. */
    private static final int DROPPED_OF_ONE = 2;

    static final List<Rule> RULES =
            List.of(
                    Rule.of("outside", OutsideRules::outside).where(OutsideRules::isAnswered),
                    Rule.of("knock-kept-out", OutsideRules::knockKeptOut)
                            .where(OutsideRules::canKnock)
                            .needing(Measurement.INBOUND));

    private OutsideRules() {}

    /** Whether there was a mapping while the helper knocked, so that its answer tells something. */
    private static boolean isAnswered(Situation situation) {
        return !situation.provenOpen()
                && situation.reached().filter(each -> each != Reached.NOT_CHECKED).isPresent()
                && situation.port().filter(OutsideRules::wasOpen).isPresent();
    }

    static boolean wasOpen(PortEvidence port) {
        return port.test().opened() || isOurs(port);
    }

    /** Whether the gateway holds the port for this machine. */
    static boolean isOurs(PortEvidence port) {
        return switch (port.entry().state()) {
            case OURS, OTHER_INTERNAL_PORT -> true;
            case OTHERS, NONE, UNKNOWN -> false;
        };
    }

    /** No other protocol has anything by which a gateway could be made to connect to this machine. */
    private static boolean canKnock(Situation situation) {
        return situation.gatewayRead() && Situation.speaksUpnp(situation.gateway());
    }

    private static Optional<Verdict> outside(Situation situation) {
        OutsideEvidence outside = situation.outside().orElseThrow();
        return Optional.ofNullable(verdict(situation, outside))
                .map(each -> each.with(PortFacts.of(situation, each.facts())))
                .map(each -> each.with(Fact.FIREWALLS, situation.machine().firewalls()));
    }

    private static @Nullable Verdict verdict(Situation situation, OutsideEvidence outside) {
        if (outside.arrived()) {
            return Verdict.sure(Cause.ANSWER_LOST);
        }
        double dropped = outside.dropped().unicastOverNoise();
        if (dropped >= DROPPED_OF_ONE) {
            return Verdict.sure(Cause.FIREWALL_DROPS_INBOUND);
        }
        if (dropped >= 1) {
            return Verdict.unsure(Cause.FIREWALL_DROPS_INBOUND, Cause.NOT_FORWARDED);
        }
        if (isUnanswered(situation)) {
            return null;
        }
        if (!outside.dropped().measured()) {
            return situation.port().filter(each -> each.knock() == Knock.KEPT_OUT).isPresent()
                    ? Verdict.unsure(Cause.FIREWALL_DROPS_INBOUND, Cause.NOT_FORWARDED)
                    : Verdict.unsure(
                            Cause.NOT_FORWARDED,
                            Cause.FILTERED_OUTSIDE,
                            Cause.FIREWALL_DROPS_INBOUND);
        }
        return beforeThisMachine(outside);
    }

    /**
     * Over UDP many programs answer nothing that they do not know, so silence tells nothing, unless
     * a port that answers for certain is silent, too.
     */
    private static boolean isUnanswered(Situation situation) {
        OutsideEvidence outside = situation.outside().orElseThrow();
        boolean silent = situation.reached().filter(each -> each == Reached.TIMEOUT).isPresent();
        boolean comparisonFailed =
                outside.otherPort().filter(each -> each != Reached.OPEN).isPresent();
        return situation.question().protocol() == Protocol.UDP && silent && !comparisonFailed;
    }

    /** Nothing arrived here, as far as can be told. */
    private static Verdict beforeThisMachine(OutsideEvidence outside) {
        boolean mayBeDropped = outside.dropped().count() >= leastOfKnocks(outside);
        if (outside.packets().isEmpty() || outside.attempts() == 0) {
            if (mayBeDropped) {
                return Verdict.unsure(
                        Cause.NOT_FORWARDED, Cause.FILTERED_OUTSIDE, Cause.FIREWALL_DROPS_INBOUND);
            }
            return outside.otherPort().filter(each -> each == Reached.OPEN).isPresent()
                    ? Verdict.unsure(Cause.FILTERED_OUTSIDE, Cause.NOT_FORWARDED)
                    : Verdict.unsure(Cause.NOT_FORWARDED, Cause.FILTERED_OUTSIDE);
        }
        long packets = outside.packets().getAsLong();
        if (packets >= outside.attempts()) {
            return mayBeDropped
                    ? Verdict.unsure(Cause.NOT_FORWARDED, Cause.FIREWALL_DROPS_INBOUND)
                    : Verdict.sure(Cause.NOT_FORWARDED);
        }
        return packets < outside.attempts() / 2
                ? Verdict.sure(Cause.FILTERED_OUTSIDE)
                : Verdict.unsure(Cause.FILTERED_OUTSIDE, Cause.NOT_FORWARDED);
    }

    /** How many packets were dropped here at least, if it was this machine that dropped the knocks. */
    private static int leastOfKnocks(OutsideEvidence outside) {
        return Math.max(DROPPED_OF_ONE, outside.attempts());
    }

    /** The gateway, too, comes unasked; but another port than this one was tried. */
    private static Optional<Verdict> knockKeptOut(Situation situation) {
        return situation
                .port()
                .filter(each -> each.knock() == Knock.KEPT_OUT && !each.hairpin())
                .filter(each -> !situation.provenOpen())
                .map(
                        port ->
                                Verdict.unsure(Cause.FIREWALL_DROPS_INBOUND)
                                        .with(Fact.KNOCK)
                                        .with(Fact.FIREWALLS, situation.machine().firewalls()))
                .map(each -> each.with(PortFacts.of(situation, each.facts())));
    }
}
