// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.rules;

import org.jspecify.annotations.Nullable;
import org.postern.api.doctor.Cause;
import org.postern.api.doctor.OutsideResult.Reached;
import org.postern.doctor.evidence.GatewaySeen;
import org.postern.doctor.evidence.Wan;
import org.postern.doctor.evidence.Wan.FartherRouter;
import org.postern.doctor.internal.address.AddressClass;
import org.postern.doctor.internal.address.AddressPrefix;
import org.postern.doctor.internal.address.Ipv6Text;
import org.postern.doctor.verdict.Fact;
import org.postern.doctor.verdict.Measurement;
import org.postern.doctor.verdict.Verdict;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/** Whether the gateway that was read has an address of its own in the internet. */
final class InternetRules {
    /** RFC 1918: providers share out addresses of 10.0.0.0/8 and 172.16.0.0/12, not these. */
    private static final int HOME_FIRST = 192;

    private static final int HOME_SECOND = 168;
    private static final int LOCAL_BITS = 24;

    static final List<Rule> RULES =
            List.of(
                    Rule.of("wan-down", InternetRules::wanDown),
                    Rule.of("external-address", InternetRules::externalAddress),
                    Rule.of("no-external-address", InternetRules::noAddress)
                            .needing(Measurement.INTERNET),
                    Rule.of("seen-elsewhere", InternetRules::seenElsewhere));

    private InternetRules() {}

    private static Verdict named(Situation situation, Verdict verdict) {
        Wan wan = situation.wan();
        return verdict.with(Fact.GATEWAY, RouterNames.of(wan.gateway()))
                .with(Fact.EXTERNAL_ADDRESS, wan.externalAddress().map(Ipv6Text::of))
                .with(Fact.ADDRESS, wan.gateway().localAddress())
                .with(Fact.STATUS, wan.connected().orElse(true) ? "" : wan.status());
    }

    /** The external address, unless it is none: not assignable, or one of the router's own network. */
    private static Optional<InetAddress> address(Situation situation) {
        GatewaySeen gateway = situation.gateway();
        return situation
                .wan()
                .externalAddress()
                .filter(each -> AddressClass.of(each).isAssignable())
                .filter(
                        each ->
                                AddressClass.of(each).isPublic()
                                        || !AddressPrefix.isShared(
                                                each, gateway.address(), LOCAL_BITS));
    }

    private static Optional<Verdict> wanDown(Situation situation) {
        boolean disconnected = !situation.wan().connected().orElse(true);
        return disconnected && address(situation).isEmpty()
                ? Optional.of(named(situation, Verdict.sure(Cause.WAN_DOWN)))
                : Optional.empty();
    }

    private static Optional<Verdict> externalAddress(Situation situation) {
        return address(situation)
                .flatMap(each -> Optional.ofNullable(behind(situation, each)))
                .map(each -> reachedAllTheSame(situation, each))
                .map(each -> named(situation, each));
    }

    private static @Nullable Verdict behind(Situation situation, InetAddress external) {
        if (external instanceof Inet6Address) {
            return Verdict.sure(Cause.NO_IPV4);
        }
        return switch (AddressClass.of(external)) {
            case CARRIER_NAT -> Verdict.sure(Cause.CARRIER_NAT);
            case DS_LITE -> Verdict.sure(Cause.NO_IPV4);
            case LINK_LOCAL -> Verdict.unsure(Cause.WAN_DOWN);
            case BENCHMARK -> Verdict.unsure(Cause.CARRIER_NAT, Cause.DOUBLE_NAT);
            case PRIVATE -> doubleNat(situation, external);
            default -> null;
        };
    }

    private static Verdict doubleNat(Situation situation, InetAddress external) {
        Optional<FartherRouter> farther = situation.wan().farther();
        Verdict verdict =
                farther.isPresent() || isOfHomes(external)
                        ? Verdict.sure(Cause.DOUBLE_NAT)
                        : Verdict.unsure(Cause.DOUBLE_NAT, Cause.CARRIER_NAT);
        return farther.map(
                        each ->
                                verdict.with(Fact.OTHER_GATEWAY, Ipv6Text.of(each.address()))
                                        .with(Fact.PROTOCOLS, each.upnp() ? "UPnP" : "")
                                        .with(
                                                Fact.PAGE,
                                                each.page()
                                                        ? "http://"
                                                                + Ipv6Text.of(each.address())
                                                                + "/"
                                                        : ""))
                .orElse(verdict);
    }

    private static boolean isOfHomes(InetAddress address) {
        byte[] bytes = address.getAddress();
        return (bytes[0] & 0xff) == HOME_FIRST && (bytes[1] & 0xff) == HOME_SECOND;
    }

    /** A helper reached the port at another address: this one may be forwarded, or another's. */
    private static Verdict reachedAllTheSame(Situation situation, Verdict verdict) {
        return situation.reached().filter(each -> each == Reached.OPEN).isPresent()
                ? Verdict.unsure(verdict.cause(), Cause.OK)
                        .with(PortFacts.of(situation, verdict.facts()))
                : verdict;
    }

    private static Optional<Verdict> noAddress(Situation situation) {
        Wan wan = situation.wan();
        if (address(situation).isPresent()) {
            return Optional.empty();
        }
        Verdict verdict = null;
        if (wan.connected().orElse(false)) {
            verdict =
                    wan.networkFailure()
                            ? Verdict.unsure(Cause.DOUBLE_NAT, Cause.NO_IPV4)
                            : Verdict.unsure(Cause.NO_IPV4, Cause.DOUBLE_NAT);
        } else if (wan.networkFailure()) {
            verdict = Verdict.unsure(Cause.WAN_DOWN, Cause.DOUBLE_NAT);
        }
        return Optional.ofNullable(verdict).map(each -> named(situation, each));
    }

    private static Optional<Verdict> seenElsewhere(Situation situation) {
        Optional<InetAddress> external = situation.publicAddress();
        Optional<InetAddress> seen =
                situation
                        .wan()
                        .stunAddress()
                        .filter(each -> external.isPresent())
                        .filter(each -> Situation.isSameFamily(each, external.get()));
        boolean differs = seen.isPresent() && !seen.equals(external);
        Verdict verdict = null;
        if (differs) {
            verdict =
                    reachedAllTheSame(situation, Verdict.sure(Cause.HIDDEN_NAT))
                            .with(Fact.SEEN_ADDRESS, seen.map(Ipv6Text::of));
        } else if (external.isPresent() && situation.helperSawAnother()) {
            InetAddress other = situation.outsideResult().orElseThrow().seen();
            // The two ways of asking contradict each other where the STUN server saw no other.
            Verdict hidden =
                    seen.isPresent()
                            ? Verdict.unsure(Cause.HIDDEN_NAT)
                            : Verdict.sure(Cause.HIDDEN_NAT);
            verdict = reachedAllTheSame(situation, hidden).with(Fact.SEEN_ADDRESS, other);
        }
        return Optional.ofNullable(verdict).map(each -> named(situation, each));
    }
}
