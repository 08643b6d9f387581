// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.rules;

import org.postern.api.doctor.Cause;
import org.postern.api.gateway.Advice;
import org.postern.doctor.evidence.GatewaySeen;
import org.postern.doctor.evidence.NextHop;
import org.postern.doctor.internal.host.HostInterface;
import org.postern.doctor.internal.host.WayOut;
import org.postern.doctor.verdict.Fact;
import org.postern.doctor.verdict.Verdict;

import java.net.Inet6Address;
import java.util.List;
import java.util.Optional;

/** Whether this machine is in a network at all, and in the one that was chosen. */
final class HostRules {
    static final List<Rule> RULES =
            List.of(
                    Rule.of("no-link", HostRules::noLink)
                            .where(situation -> !situation.gatewayRead()),
                    Rule.of("ipv6-only", HostRules::ipv6Only),
                    Rule.of("no-address", HostRules::noAddress)
                            .where(situation -> !situation.gatewayRead()),
                    Rule.of("wrong-interface", HostRules::wrongInterface));

    private HostRules() {}

    private static Optional<Verdict> noLink(Situation situation) {
        UsableInterfaces interfaces = situation.interfaces();
        if (!interfaces.anyUp()) {
            Verdict verdict =
                    hasOtherWay(situation)
                            ? Verdict.unsure(Cause.NO_LINK)
                            : Verdict.sure(Cause.NO_LINK);
            return Optional.of(verdict.with(Fact.INTERFACE, interfaces.down()));
        }
        // The system may use a route although its interface has no carrier.
        return situation
                .hop()
                .filter(hop -> situation.hops().stream().allMatch(each -> isDown(situation, each)))
                .map(
                        hop ->
                                Verdict.sure(Cause.NO_LINK)
                                        .with(Fact.INTERFACE, hop.networkInterface())
                                        .with(Fact.NEXT_HOP, hop.address()));
    }

    private static boolean isDown(Situation situation, NextHop hop) {
        return situation
                .interfaces()
                .named(hop.networkInterface())
                .map(each -> !each.up())
                .orElse(false);
    }

    /** As on a machine whose only connection is a modem, which looks like a tunnel. */
    private static boolean hasOtherWay(Situation situation) {
        WayOut out = situation.wayOut();
        return switch (out.state()) {
            case LEAVES ->
                    situation.wayOutInterface().map(HostInterface::up).orElse(false)
                            && out.source().filter(each -> !each.isLinkLocalAddress()).isPresent();
            case NO_ROUTE -> false;
            case NOT_MEASURED -> situation.interfaces().anyTunnelUp();
        };
    }

    private static Optional<Verdict> ipv6Only(Situation situation) {
        UsableInterfaces interfaces = situation.interfaces();
        boolean elsewhere =
                situation.gatewayRead()
                        && !(situation.gateway().localAddress() instanceof Inet6Address);
        if (elsewhere || interfaces.haveIpv4() || interfaces.selfAssigned().isPresent()) {
            return Optional.empty();
        }
        return interfaces
                .ipv6()
                .map(
                        address ->
                                Verdict.sure(Cause.IPV6_ONLY)
                                        .with(Fact.INTERFACE, interfaces.up())
                                        .with(Fact.ADDRESS, address));
    }

    private static Optional<Verdict> noAddress(Situation situation) {
        UsableInterfaces interfaces = situation.interfaces();
        if (interfaces.haveIpv4()) {
            return Optional.empty();
        }
        Verdict verdict =
                hasOtherWay(situation)
                        ? Verdict.unsure(Cause.NO_ADDRESS)
                        : Verdict.sure(Cause.NO_ADDRESS);
        return Optional.of(
                verdict.with(Fact.INTERFACE, interfaces.up())
                        .with(
                                Fact.ADDRESS,
                                interfaces.selfAssigned().map(each -> each.getHostAddress())));
    }

    private static Optional<Verdict> wrongInterface(Situation situation) {
        String chosen = situation.question().networkInterface();
        List<GatewaySeen> gateways = situation.searching().gateways();
        if (chosen.isEmpty()
                || gateways.isEmpty()
                || gateways.stream().anyMatch(each -> isOn(situation, chosen, each))) {
            return Optional.empty();
        }
        GatewaySeen other = gateways.get(0);
        String name = situation.interfaceOf(other);
        Verdict verdict =
                Verdict.sure(Cause.WRONG_INTERFACE)
                        .with(Fact.INTERFACE, chosen)
                        .with(Fact.OTHER_INTERFACE, name)
                        .with(Fact.GATEWAY, RouterNames.of(other));
        return Optional.of(name.isEmpty() ? verdict : verdict.remedy(Advice.OTHER_INTERFACE, name));
    }

    private static boolean isOn(Situation situation, String chosen, GatewaySeen gateway) {
        return chosen.equals(gateway.networkInterface())
                || chosen.equals(gateway.localAddress().getHostAddress())
                || situation
                        .interfaces()
                        .meant(chosen)
                        .map(
                                each ->
                                        each.name().equals(gateway.networkInterface())
                                                || each.addresses()
                                                        .contains(gateway.localAddress()))
                        .orElse(false);
    }
}
