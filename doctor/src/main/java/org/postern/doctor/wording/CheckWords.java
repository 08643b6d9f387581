// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.wording;

import org.postern.api.doctor.Cause;
import org.postern.doctor.verdict.Facts;
import org.postern.doctor.verdict.Verdict;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What tells causes apart that look alike. */
final class CheckWords {
    private static final String PAGE =
            "Look at the router's page[, {PAGE},] whether UPnP is switched on.";

    /** For pairs in either order; the first that fits. */
    private static final List<Check> CHECKS =
            List.of(
                    check(PAGE, Cause.UPNP_OFF, Cause.SEARCH_BLOCKED, Cause.NATPMP_ONLY),
                    check(
                            "Find out whether this runs in a container or a virtual machine.",
                            Cause.CONTAINER,
                            Cause.UPNP_OFF),
                    check(
                            "Connect to the main network, or look at the name of the Wi-Fi.",
                            Cause.GUEST_NETWORK,
                            Cause.UPNP_OFF),
                    check(
                            "Look whether another machine of the network reaches the router.",
                            Cause.GUEST_NETWORK,
                            Cause.GATEWAY_UNREACHABLE),
                    check(
                            "Switch the firewall of this machine off for a moment, and examine"
                                    + " again.",
                            Cause.ANSWERS_DROPPED,
                            Cause.UPNP_OFF,
                            Cause.SEARCH_BLOCKED),
                    check(
                            "Find out which device {DEVICE} is. If it is not the router, look at"
                                    + " the router's page whether UPnP is switched on.",
                            Cause.UPNP_OFF,
                            Cause.FOREIGN_LOCATION,
                            Cause.DESCRIPTION_HANGS,
                            Cause.DESCRIPTION_REFUSED),
                    check(
                            "If the address belongs to this machine alone, without a router, no"
                                    + " port has to be opened.",
                            Cause.OK,
                            Cause.UPNP_OFF),
                    check(
                            "Switch the VPN off for a moment, and examine again.",
                            Cause.VPN_ROUTE,
                            Cause.LOCAL_NETWORK_CUT),
                    check(
                            "Look whether the router is on, and whether a firewall or a VPN on this"
                                    + " machine forbids access to the local network.",
                            Cause.LOCAL_NETWORK_CUT,
                            Cause.GATEWAY_UNREACHABLE,
                            Cause.UPNP_OFF),
                    check(
                            "Restart the router, and examine again.",
                            Cause.DESCRIPTION_HANGS,
                            Cause.SLOW_ROUTER),
                    check(
                            "Look whether {NEXT_HOP} is the address of a router.",
                            Cause.SECOND_GATEWAY,
                            Cause.WRONG_GATEWAY),
                    check(
                            "Look at the router's page what its internet address is: a private one"
                                    + " is that of a second router, none is DS-Lite.",
                            Cause.DOUBLE_NAT,
                            Cause.NO_IPV4),
                    check(
                            "Look whether there is a second router or a modem with a router in it:"
                                    + " if there is none, the provider translates addresses.",
                            Cause.DOUBLE_NAT,
                            Cause.CARRIER_NAT),
                    check(
                            "Look at the router's page whether it is connected, and what its"
                                    + " internet address is.",
                            Cause.DOUBLE_NAT,
                            Cause.WAN_DOWN),
                    check(
                            "Look whether {HOLDER} is on: a machine that sleeps does not answer.",
                            Cause.PORT_TAKEN,
                            Cause.MAPPED_ELSEWHERE),
                    check(
                            "Try another external port.",
                            Cause.NOT_ALLOWED,
                            Cause.PORT_NOT_ALLOWED,
                            Cause.PORT_TAKEN),
                    check(
                            "Look over which protocol the program listens.",
                            Cause.WRONG_PROTOCOL,
                            Cause.NOT_OPEN),
                    check(
                            "Restart the router, and examine again; if nothing has changed, ask the"
                                    + " provider whether it filters.",
                            Cause.NOT_FORWARDED,
                            Cause.FILTERED_OUTSIDE),
                    check(
                            "Switch the firewall of this machine off for a moment, and try again"
                                    + " from outside.",
                            Cause.FIREWALL_DROPS_INBOUND,
                            Cause.NOT_FORWARDED,
                            Cause.FILTERED_OUTSIDE),
                    check(
                            "Try the port from outside, such as from a phone without Wi-Fi.",
                            Cause.FIREWALL_DROPS_INBOUND,
                            Cause.OK,
                            Cause.NOT_OPEN,
                            Cause.DOUBLE_NAT,
                            Cause.CARRIER_NAT,
                            Cause.NO_IPV4,
                            Cause.HIDDEN_NAT));

    private CheckWords() {}

    private record Check(Template words, Set<Cause> causes) {}

    private static Check check(String words, Cause... causes) {
        return new Check(new Template(words), Set.of(causes));
    }

    /** Empty without alternatives. */
    static String of(Verdict verdict) {
        if (verdict.alternatives().isEmpty()) {
            return "";
        }
        Facts facts = verdict.facts();
        return CHECKS.stream()
                .filter(each -> each.causes().contains(verdict.cause()))
                .filter(each -> each.causes().containsAll(verdict.alternatives()))
                .map(each -> each.words().filled(facts))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        "Nothing tells "
                                                + verdict.cause()
                                                + " from "
                                                + verdict.alternatives()));
    }
}
