// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.rules;

import org.postern.api.doctor.Cause;
import org.postern.api.gateway.Advice;
import org.postern.doctor.evidence.GatewaySeen;
import org.postern.doctor.evidence.NextHop;
import org.postern.doctor.internal.address.AddressPrefix;
import org.postern.doctor.internal.address.Ipv6Text;
import org.postern.doctor.internal.host.WayOut;
import org.postern.doctor.verdict.Fact;
import org.postern.doctor.verdict.Measurement;
import org.postern.doctor.verdict.Verdict;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/** Whether this machine's traffic goes through the gateway that was read. */
final class RouteRules {
    /** Where the size of the network is not known: in most, such addresses are neighbours. */
    private static final int NEIGHBOUR_BITS = 24;

    static final List<Rule> RULES =
            List.of(
                    Rule.of("gateway-in-container", RouteRules::container),
                    Rule.of("no-way-out", RouteRules::noWayOut).needing(Measurement.WAY_OUT),
                    Rule.of("answers-leave-elsewhere", RouteRules::leavesElsewhere)
                            .where(situation -> !situation.seenAtGateway()),
                    Rule.of("other-default-gateway", RouteRules::otherDefaultGateway)
                            .where(situation -> !situation.seenAtGateway()));

    private RouteRules() {}

    /** As with the simulated router: nothing leaves this machine. */
    private static boolean isLocal(Situation situation) {
        return situation.gateway().address().isLoopbackAddress();
    }

    /** A gateway that was named, from within the network of a container. */
    private static Optional<Verdict> container(Situation situation) {
        return situation
                .hop()
                .filter(NextHop::dockerMark)
                .filter(hop -> !hop.address().equals(situation.gateway().address()))
                .map(
                        hop ->
                                Verdict.sure(Cause.CONTAINER)
                                        .with(Fact.NEXT_HOP, hop.address())
                                        .with(Fact.GATEWAY, RouterNames.of(situation.gateway())));
    }

    private static Optional<Verdict> noWayOut(Situation situation) {
        return situation.wayOut().state() == WayOut.State.NO_ROUTE && !isLocal(situation)
                ? Optional.of(
                        Verdict.sure(Cause.NO_DEFAULT_ROUTE)
                                .with(Fact.GATEWAY, RouterNames.of(situation.gateway())))
                : Optional.empty();
    }

    private static Optional<Verdict> leavesElsewhere(Situation situation) {
        GatewaySeen gateway = situation.gateway();
        if (!situation.leaves() || isLocal(situation) || leavesByGateway(situation)) {
            return Optional.empty();
        }
        String used = situation.wayOutName();
        Verdict verdict =
                situation.leavesByTunnel()
                        ? Verdict.sure(Cause.VPN_ROUTE)
                        : Verdict.sure(Cause.OTHER_ROUTE)
                                .with(
                                        Fact.NEXT_HOP,
                                        situation
                                                .hopOn(used)
                                                .map(each -> Ipv6Text.of(each.address())));
        return Optional.of(
                verdict.with(Fact.GATEWAY, RouterNames.of(gateway))
                        .with(Fact.ADDRESS, gateway.localAddress())
                        .with(Fact.INTERFACE, situation.interfaceOf(gateway))
                        .with(Fact.OTHER_INTERFACE, used)
                        .with(Fact.OTHER_ADDRESS, situation.wayOut().source().map(Ipv6Text::of)));
    }

    /**
     * Two addresses of one interface are one way, and two interfaces in one network are, where both
     * lead to the gateway.
     */
    private static boolean leavesByGateway(Situation situation) {
        GatewaySeen gateway = situation.gateway();
        String used = situation.wayOutName();
        String its = situation.interfaceOf(gateway);
        boolean sameInterface = !used.isEmpty() && used.equals(its);
        boolean sameAddress =
                situation.wayOut().source().filter(gateway.localAddress()::equals).isPresent();
        boolean sameGateway =
                situation
                        .hopOn(used)
                        .filter(each -> each.address().equals(gateway.address()))
                        .isPresent();
        boolean comparable =
                (!used.isEmpty() && !its.isEmpty())
                        || gateway.localAddress() instanceof Inet4Address;
        return sameInterface || sameAddress || sameGateway || !comparable;
    }

    private static Optional<Verdict> otherDefaultGateway(Situation situation) {
        InetAddress chosen = situation.gateway().address();
        Optional<NextHop> used = situation.hopInUse();
        if (isLocal(situation)
                || used.isEmpty()
                || !Situation.isSameFamily(chosen, used.get().address())
                || used.get().address().equals(chosen)) {
            return Optional.empty();
        }
        return Optional.of(
                otherThan(situation, used.get())
                        .with(Fact.GATEWAY, RouterNames.of(situation.gateway()))
                        .with(Fact.NEXT_HOP, used.get().address()));
    }

    private static Verdict otherThan(Situation situation, NextHop used) {
        if (Hops.isAbsent(used)) {
            return Verdict.sure(Cause.WRONG_GATEWAY);
        }
        InetAddress chosen = situation.gateway().address();
        // A router beyond the default gateway is on the way out all the same.
        boolean neighbour = AddressPrefix.isShared(chosen, used.address(), NEIGHBOUR_BITS);
        Verdict verdict =
                !neighbour
                        ? Verdict.unsure(Cause.SECOND_GATEWAY)
                        : Hops.isMeasured(used)
                                ? Verdict.sure(Cause.SECOND_GATEWAY)
                                : Verdict.unsure(Cause.SECOND_GATEWAY, Cause.WRONG_GATEWAY);
        Optional<GatewaySeen> other =
                situation.searching().gateways().stream()
                        .filter(each -> each.address().equals(used.address()))
                        .findFirst();
        return other.isEmpty()
                ? verdict.with(Fact.PAGE, Hops.page(used))
                : verdict.with(Fact.OTHER_GATEWAY, RouterNames.of(other.get()))
                        .remedy(Advice.NAME_GATEWAY, Ipv6Text.of(used.address()));
    }
}
