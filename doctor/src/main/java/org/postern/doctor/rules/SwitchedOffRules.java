// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.rules;

import org.postern.api.doctor.Cause;
import org.postern.doctor.evidence.DeviceRead.Outcome;
import org.postern.doctor.evidence.DroppedPackets;
import org.postern.doctor.evidence.NextHop;
import org.postern.doctor.evidence.PortAnswer;
import org.postern.doctor.evidence.Searching.SearchAnswer;
import org.postern.doctor.internal.address.Ipv6Text;
import org.postern.doctor.verdict.Fact;
import org.postern.doctor.verdict.Measurement;
import org.postern.doctor.verdict.Verdict;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;

/** Where no gateway was heard of: whether the router is switched off, or cannot be heard. */
final class SwitchedOffRules {
    private SwitchedOffRules() {}

    static final List<Rule> SURE =
            List.of(
                    atHop("searches-refused", SwitchedOffRules::refusedForSure),
                    atHop("answers-dropped", SwitchedOffRules::answersDropped)
                            .needing(Measurement.DROPPED_PACKETS),
                    atHop("upnp-off", SwitchedOffRules::refused),
                    atHop("no-gateway-at-router", SwitchedOffRules::noGatewayThere));

    static final List<Rule> UNSURE =
            List.of(
                    atHop("guest-network", SwitchedOffRules::guestNetwork),
                    atHop("upnp-off-or-search-blocked", SwitchedOffRules::silent));

    private static Rule atHop(
            String name, BiFunction<Situation, NextHop, Optional<Verdict>> judge) {
        return Rule.of(
                name,
                situation ->
                        situation
                                .hop()
                                .flatMap(hop -> judge.apply(situation, hop))
                                .map(each -> withDevices(situation, each)));
    }

    private static Verdict withDevices(Situation situation, Verdict verdict) {
        NextHop hop = situation.hop().orElseThrow();
        return verdict.with(Fact.NEXT_HOP, hop.address())
                .with(Fact.PAGE, Hops.page(hop))
                .with(Fact.DEVICES, otherDevices(situation));
    }

    /** Devices that answered and are no gateways, by name and address; the router is none. */
    static Set<String> otherDevices(Situation situation) {
        Set<String> others = new TreeSet<>();
        situation.searching().devices().stream()
                .filter(each -> each.outcome() == Outcome.OTHER_DEVICE)
                .filter(each -> !Hops.has(situation.hops(), each.host()))
                .map(
                        each ->
                                each.name().isBlank()
                                        ? Ipv6Text.of(each.host())
                                        : each.name().strip()
                                                + " ("
                                                + Ipv6Text.of(each.host())
                                                + ")")
                .forEach(others::add);
        return others;
    }

    private static Optional<Verdict> answersDropped(Situation situation, NextHop hop) {
        return situation.searching().dropped().aboveNoise()
                ? Optional.of(
                        Verdict.unsure(Cause.ANSWERS_DROPPED)
                                .with(Fact.GATEWAY, hop.address())
                                .with(Fact.FIREWALLS, situation.machine().firewalls()))
                : Optional.empty();
    }

    /**
     * Nobody answers there, so that nothing of it could be dropped: what was, was sent to groups, as
     * announcements are.
     */
    private static Optional<Verdict> refusedForSure(Situation situation, NextHop hop) {
        DroppedPackets dropped = situation.searching().dropped();
        return dropped.measured() && !dropped.unicastAboveNoise() && Hops.page(hop).isPresent()
                ? refused(situation, hop)
                : Optional.empty();
    }

    private static Optional<Verdict> refused(Situation situation, NextHop hop) {
        if (!Hops.refusesSearches(hop)) {
            return Optional.empty();
        }
        return Optional.of(
                Hops.page(hop).isPresent()
                        ? Verdict.sure(Cause.UPNP_OFF)
                        : Verdict.unsure(Cause.UPNP_OFF, Cause.CONTAINER));
    }

    /** It answers searches as something else: as a media server, or without a WAN service. */
    private static Optional<Verdict> noGatewayThere(Situation situation, NextHop hop) {
        boolean answers =
                Hops.udp(hop, NextHop.SSDP) == PortAnswer.ANSWERED
                        || situation.searching().answers().stream()
                                .map(SearchAnswer::sender)
                                .anyMatch(hop.address()::equals);
        boolean calledGateway =
                situation.searching().answers().stream()
                        .filter(SearchAnswer::gateway)
                        .map(SearchAnswer::sender)
                        .anyMatch(hop.address()::equals);
        if (!answers) {
            return Optional.empty();
        }
        return Optional.of(
                calledGateway ? Verdict.unsure(Cause.UPNP_OFF) : Verdict.sure(Cause.UPNP_OFF));
    }

    private static Optional<Verdict> guestNetwork(Situation situation, NextHop hop) {
        return Hops.isAlive(hop) && Hops.isSilent(hop)
                ? Optional.of(Verdict.unsure(Cause.GUEST_NETWORK))
                : Optional.empty();
    }

    private static Optional<Verdict> silent(Situation situation, NextHop hop) {
        return Hops.met(hop, PortAnswer.ANSWERED) || Hops.met(hop, PortAnswer.REFUSED)
                ? Optional.of(Verdict.unsure(Cause.UPNP_OFF, Cause.SEARCH_BLOCKED))
                : Optional.empty();
    }
}
