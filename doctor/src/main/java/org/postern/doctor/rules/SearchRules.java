// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.rules;

import org.postern.api.doctor.Cause;
import org.postern.api.gateway.Advice;
import org.postern.doctor.evidence.DeviceRead;
import org.postern.doctor.evidence.DeviceRead.Outcome;
import org.postern.doctor.evidence.DroppedPackets;
import org.postern.doctor.evidence.GatewaySeen;
import org.postern.doctor.evidence.NextHop;
import org.postern.doctor.evidence.Searching.SearchAnswer;
import org.postern.doctor.internal.address.Ipv6Text;
import org.postern.doctor.verdict.Fact;
import org.postern.doctor.verdict.Measurement;
import org.postern.doctor.verdict.Verdict;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Where no gateway could be read, and something was heard of one all the same. */
final class SearchRules {
    /** A router that has not answered for so long hangs; before, it may be slow. */
    private static final long HANGING_MILLIS = 8500;

    private SearchRules() {}

    /** What the router itself answered. */
    static final List<Rule> ANSWERS =
            List.of(
                    Rule.of("foreign-location", situation -> foreign(situation, true)),
                    Rule.of("description", situation -> description(situation, true)),
                    Rule.of("service-unread", SearchRules::serviceUnread),
                    Rule.of("other-gateway-wanted", SearchRules::otherWanted));

    private static Optional<Verdict> foreign(Situation situation, boolean router) {
        return answers(situation, router)
                .filter(SearchAnswer::foreignLocation)
                .findFirst()
                .map(
                        answer ->
                                Verdict.sure(Cause.FOREIGN_LOCATION)
                                        .with(Fact.DEVICE, answer.sender())
                                        .with(Fact.URL, answer.location().toString())
                                        .with(Fact.URL_HOST, answer.location().getHost())
                                        .remedy(Advice.NAME_GATEWAY, answer.location().toString()));
    }

    /** Answers of what calls itself a gateway: of the default gateways, or of the others. */
    private static Stream<SearchAnswer> answers(Situation situation, boolean router) {
        return situation.searching().answers().stream()
                .filter(SearchAnswer::gateway)
                .filter(each -> situation.isRouter(each.sender()) == router);
    }

    private static Optional<Verdict> description(Situation situation, boolean router) {
        return situation.searching().devices().stream()
                .filter(each -> !each.guessed())
                .filter(each -> isAwaited(situation, each, router))
                .flatMap(each -> unread(each).stream())
                .findFirst();
    }

    /** Whether a gateway is expected at the URL: it was named by one, or by the user. */
    private static boolean isAwaited(Situation situation, DeviceRead read, boolean router) {
        return answers(situation, router)
                        .anyMatch(
                                each ->
                                        each.location().equals(read.url())
                                                || each.sender().equals(read.host()))
                || (router && situation.question().wanted().equals(read.url().toString()));
    }

    private static Optional<Verdict> unread(DeviceRead read) {
        Optional<Verdict> verdict =
                switch (read.outcome()) {
                    case REFUSED -> Optional.of(Verdict.sure(Cause.DESCRIPTION_REFUSED));
                    case SILENT ->
                            Optional.of(
                                    read.afterMillis() < HANGING_MILLIS
                                            ? Verdict.unsure(
                                                    Cause.DESCRIPTION_HANGS, Cause.SLOW_ROUTER)
                                            : Verdict.sure(Cause.DESCRIPTION_HANGS));
                    case UNREADABLE ->
                            Optional.of(
                                    Verdict.unsure(Cause.DESCRIPTION_REFUSED)
                                            .with(Fact.UNREADABLE));
                    case GATEWAY, OTHER_DEVICE -> Optional.empty();
                };
        return verdict.map(
                each -> each.with(Fact.DEVICE, read.host()).with(Fact.URL, read.url().toString()));
    }

    /** Gateways are there, and not the one that was named, or over another protocol. */
    private static Optional<Verdict> otherWanted(Situation situation) {
        List<GatewaySeen> gateways = situation.searching().gateways();
        String wanted = situation.question().wanted();
        return gateways.stream()
                .filter(each -> !wanted.isEmpty() || Situation.speaksUpnp(each))
                .findFirst()
                .map(other -> otherWanted(wanted, other));
    }

    private static Verdict otherWanted(String wanted, GatewaySeen other) {
        Verdict verdict =
                Verdict.unsure(Cause.UNKNOWN)
                        .with(Fact.OTHER_GATEWAY, RouterNames.of(other))
                        .with(Fact.PROTOCOLS, RouterNames.protocols(other.protocols()));
        return wanted.isEmpty()
                ? verdict
                : verdict.with(Fact.DEVICE, wanted)
                        .remedy(Advice.NAME_GATEWAY, Ipv6Text.of(other.address()));
    }

    /** What is there although nothing answered the search. */
    static final List<Rule> UNHEARD =
            List.of(
                    Rule.of("gateway-unheard", SearchRules::unheard)
                            .needing(Measurement.DROPPED_PACKETS),
                    Rule.of("nat-pmp-only", SearchRules::natPmpOnly));

    /** A gateway was found by trying its URL unasked. */
    private static Optional<Verdict> unheard(Situation situation) {
        return situation.searching().devices().stream()
                .filter(each -> each.guessed() && each.outcome() == Outcome.GATEWAY)
                .findFirst()
                .map(
                        read ->
                                unheardBecause(situation)
                                        .with(Fact.GATEWAY, read.host())
                                        .with(Fact.URL, read.url().toString())
                                        .with(Fact.FIREWALLS, situation.machine().firewalls())
                                        .remedy(Advice.NAME_GATEWAY, read.url().toString()));
    }

    private static Verdict unheardBecause(Situation situation) {
        DroppedPackets dropped = situation.searching().dropped();
        if (!dropped.measured()) {
            return Verdict.unsure(Cause.SEARCH_BLOCKED, Cause.ANSWERS_DROPPED);
        }
        return Verdict.sure(dropped.aboveNoise() ? Cause.ANSWERS_DROPPED : Cause.SEARCH_BLOCKED);
    }

    /** UPnP was asked for alone, or what answered cannot be used. */
    private static Optional<Verdict> natPmpOnly(Situation situation) {
        Set<String> protocols = new TreeSet<>(situation.searching().protocolsThatAnswered());
        situation.searching().gateways().forEach(each -> protocols.addAll(each.protocols()));
        if (protocols.isEmpty()) {
            return Optional.empty();
        }
        Optional<NextHop> hop = situation.hop();
        return Optional.of(
                onlyNatPmp(hop.map(Hops::refusesSearches).orElse(false))
                        .with(Fact.PROTOCOLS, RouterNames.protocols(protocols))
                        .with(Fact.GATEWAY, hop.map(each -> Ipv6Text.of(each.address())))
                        .with(Fact.PAGE, hop.flatMap(Hops::page)));
    }

    /**
     * A router without UPnP.
     *
     * @param refuses whether it refused a search, so that none was lost on its way
     */
    static Verdict onlyNatPmp(boolean refuses) {
        return refuses
                ? Verdict.sure(Cause.NATPMP_ONLY)
                : Verdict.unsure(Cause.NATPMP_ONLY, Cause.SEARCH_BLOCKED);
    }

    /** What devices other than the router answered, where the router's silence leaves it open. */
    static final List<Rule> OTHERS =
            List.of(
                    Rule.of(
                            "foreign-location-of-another",
                            situation -> foreign(situation, false).map(SearchRules::maybe)),
                    Rule.of(
                            "description-of-another",
                            situation -> description(situation, false).map(SearchRules::maybe)));

    /** It may be the router under another address, or a device that is none of anybody's concern. */
    private static Verdict maybe(Verdict verdict) {
        return Verdict.unsure(verdict.cause(), Cause.UPNP_OFF).with(verdict.facts());
    }

    /** Its description was read, and its service did not answer. */
    private static Optional<Verdict> serviceUnread(Situation situation) {
        return situation.searching().devices().stream()
                .filter(each -> !each.guessed() && each.outcome() == Outcome.GATEWAY)
                .filter(each -> !isUsable(situation, each.host()))
                .findFirst()
                .map(
                        read ->
                                Verdict.unsure(Cause.DESCRIPTION_HANGS, Cause.SLOW_ROUTER)
                                        .with(Fact.DEVICE, read.host())
                                        .with(Fact.URL, read.url().toString()));
    }

    private static boolean isUsable(Situation situation, InetAddress address) {
        return situation.searching().gateways().stream()
                .anyMatch(each -> each.address().equals(address));
    }
}
