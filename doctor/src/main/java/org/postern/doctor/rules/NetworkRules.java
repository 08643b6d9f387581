// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.rules;

import org.postern.api.doctor.Cause;
import org.postern.doctor.evidence.NextHop;
import org.postern.doctor.evidence.NextHop.Neighbour;
import org.postern.doctor.evidence.PortAnswer;
import org.postern.doctor.internal.address.AddressClass;
import org.postern.doctor.internal.host.WayOut;
import org.postern.doctor.verdict.Fact;
import org.postern.doctor.verdict.Measurement;
import org.postern.doctor.verdict.Verdict;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where no gateway could be read: whether there is a default gateway, and what it is. */
final class NetworkRules {
    /** Marks of the file system, which a container has also in the network of its host. */
    private static final String FILE = "/";

    private NetworkRules() {}

    static Rule localNetworkCut() {
        return Rule.of("local-network-cut", situation -> situation.hop().flatMap(NetworkRules::cut))
                .needing(Measurement.NEIGHBOUR);
    }

    private static Optional<Verdict> cut(NextHop hop) {
        Verdict verdict = null;
        if (Hops.isCut(hop)) {
            verdict = Verdict.sure(Cause.LOCAL_NETWORK_CUT);
        } else if (isRefusedHere(hop)) {
            verdict =
                    Verdict.unsure(
                            Cause.LOCAL_NETWORK_CUT,
                            hop.neighbour() == Neighbour.ABSENT
                                    ? Cause.GATEWAY_UNREACHABLE
                                    : Cause.UPNP_OFF);
        }
        return Optional.ofNullable(verdict).map(each -> each.with(Fact.NEXT_HOP, hop.address()));
    }

    /** Everything was refused, and nobody seems to be there who could: this machine itself did. */
    private static boolean isRefusedHere(NextHop hop) {
        return hop.neighbour() != Neighbour.PRESENT
                && Hops.met(hop, PortAnswer.REFUSED)
                && !Hops.met(hop, PortAnswer.ANSWERED)
                && !Hops.met(hop, PortAnswer.SILENT);
    }

    static final List<Rule> REACHING =
            List.of(
                    Rule.of("vpn-without-router", NetworkRules::vpnWithoutRouter),
                    Rule.of("no-default-route", NetworkRules::noDefaultRoute)
                            .needing(Measurement.WAY_OUT),
                    Rule.of("gateway-unreachable", NetworkRules::gatewayUnreachable)
                            .needing(Measurement.NEIGHBOUR));

    /** All leaves by a tunnel, and no default gateway of the local network is left to be asked. */
    private static Optional<Verdict> vpnWithoutRouter(Situation situation) {
        return situation.leavesByTunnel() && situation.hop().isEmpty()
                ? Optional.of(
                        Verdict.unsure(Cause.VPN_ROUTE, Cause.LOCAL_NETWORK_CUT)
                                .with(Fact.OTHER_INTERFACE, situation.wayOutName()))
                : Optional.empty();
    }

    private static Optional<Verdict> noDefaultRoute(Situation situation) {
        return switch (situation.wayOut().state()) {
            case LEAVES -> Optional.empty();
            case NO_ROUTE -> Optional.of(Verdict.sure(Cause.NO_DEFAULT_ROUTE));
            case NOT_MEASURED ->
                    situation.hops().isEmpty()
                            ? Optional.of(Verdict.unsure(Cause.NO_DEFAULT_ROUTE))
                            : Optional.empty();
        };
    }

    private static Optional<Verdict> gatewayUnreachable(Situation situation) {
        return situation
                .hop()
                .flatMap(
                        hop -> {
                            Verdict verdict = null;
                            if (Hops.isAbsent(hop)) {
                                verdict = Verdict.sure(Cause.GATEWAY_UNREACHABLE);
                            } else if (!Hops.isMeasured(hop) && Hops.isSilent(hop)) {
                                verdict =
                                        Verdict.unsure(
                                                Cause.GATEWAY_UNREACHABLE, Cause.GUEST_NETWORK);
                            }
                            return Optional.ofNullable(verdict)
                                    .map(each -> each.with(Fact.NEXT_HOP, hop.address()));
                        });
    }

    static final List<Rule> CONTAINERS =
            List.of(
                    Rule.of(
                            "container",
                            situation -> situation.hop().flatMap(hop -> container(situation, hop))),
                    Rule.of("own-public-address", NetworkRules::ownPublicAddress));

    /**
     * A hardware address of Docker at the gateway is enough. Files that mark containers are also
     * there where one shares the network of its host, so the network must look like one of its own;
     * and the gateway not like a router, since containers may also be in the network of their host
     * with addresses of their own.
     */
    private static Optional<Verdict> container(Situation situation, NextHop hop) {
        Set<String> marks = situation.machine().containerMarks();
        boolean marked =
                marks.stream().anyMatch(each -> each.startsWith(FILE))
                        && marks.stream().anyMatch(each -> !each.startsWith(FILE));
        Verdict verdict = null;
        if (hop.dockerMark() || (marked && Hops.refusesSearches(hop) && Hops.page(hop).isEmpty())) {
            verdict = Verdict.sure(Cause.CONTAINER);
        } else if (marked) {
            verdict =
                    Verdict.unsure(Cause.CONTAINER, Cause.UPNP_OFF).with(Fact.PAGE, Hops.page(hop));
        }
        return Optional.ofNullable(verdict).map(each -> each.with(Fact.NEXT_HOP, hop.address()));
    }

    /** A rented server, or a machine at a modem: there is no router that would have to be asked. */
    private static Optional<Verdict> ownPublicAddress(Situation situation) {
        return Optional.of(situation.wayOut())
                .filter(out -> situation.leaves() && !situation.leavesByTunnel())
                .flatMap(WayOut::source)
                .filter(each -> AddressClass.of(each) == AddressClass.PUBLIC)
                .map(
                        address ->
                                Verdict.unsure(Cause.OK, Cause.UPNP_OFF)
                                        .working()
                                        .with(Fact.ADDRESS, address)
                                        .with(Fact.PAGE, situation.hop().flatMap(Hops::page)));
    }
}
