// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.rules;

import static org.postern.doctor.rules.EvidenceBuilder.LAN;
import static org.postern.doctor.rules.EvidenceBuilder.closed;
import static org.postern.doctor.rules.EvidenceBuilder.healthy;
import static org.postern.doctor.rules.EvidenceBuilder.machine;
import static org.postern.doctor.rules.EvidenceBuilder.open;
import static org.postern.doctor.rules.EvidenceBuilder.switchedOff;
import static org.postern.doctor.rules.Samples.EXTERNAL;
import static org.postern.doctor.rules.Samples.ROUTER;
import static org.postern.doctor.rules.Samples.URL;
import static org.postern.doctor.rules.Samples.US;
import static org.postern.doctor.rules.Samples.address;
import static org.postern.doctor.rules.Samples.docker;
import static org.postern.doctor.rules.Samples.down;
import static org.postern.doctor.rules.Samples.gateway;
import static org.postern.doctor.rules.Samples.guessed;
import static org.postern.doctor.rules.Samples.hop;
import static org.postern.doctor.rules.Samples.leaves;
import static org.postern.doctor.rules.Samples.noWay;
import static org.postern.doctor.rules.Samples.silent;
import static org.postern.doctor.rules.Samples.tunnel;
import static org.postern.doctor.rules.Samples.up;
import static org.postern.doctor.rules.Samples.withoutUpnp;
import static org.postern.doctor.rules.Staged.sure;
import static org.postern.doctor.rules.Staged.unsure;

import org.postern.api.doctor.Cause;
import org.postern.api.doctor.OutsideResult.Reached;
import org.postern.doctor.evidence.DroppedPackets;
import org.postern.doctor.evidence.NextHop;
import org.postern.doctor.evidence.NextHop.Neighbour;
import org.postern.doctor.evidence.PortAnswer;
import org.postern.doctor.internal.host.HostInterface;
import org.postern.doctor.internal.host.WayOut;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Situations whose cause is this machine, or its way to the router. */
final class HostSituations {
    private static final HostInterface ASIDE = up("aside0", "10.66.1.10");
    private static final HostInterface TUN = tunnel("tun0", "10.8.0.2");
    private static final WayOut NO_ROUTE = noWay(WayOut.State.NO_ROUTE);
    private static final NextHop DEAD =
            hop(ROUTER, "lan0", Neighbour.ABSENT, PortAnswer.SILENT, PortAnswer.NO_ROUTE);

    private HostSituations() {}

    static List<Staged> all() {
        List<Staged> all = new ArrayList<>(link());
        all.addAll(routes());
        all.addAll(cut());
        all.addAll(containers());
        return all;
    }

    private static List<Staged> link() {
        return List.of(
                sure("no interface at all", Cause.NO_LINK, bare(NO_ROUTE)),
                sure("no carrier", Cause.NO_LINK, bare(NO_ROUTE, down("lan0", US))),
                sure(
                        "no carrier, and the system keeps the route",
                        Cause.NO_LINK,
                        bare(leaves(LAN), down("lan0", US)).but(it -> it.hops.add(DEAD))),
                sure(
                        "no carrier, beside the networks of containers",
                        Cause.NO_LINK,
                        bare(
                                NO_ROUTE,
                                down("lan0", US),
                                up("docker0", "172.17.0.1"),
                                up("br-0123456789ab", "172.18.0.1"),
                                up("veth12ab"))),
                sure(
                        "no carrier on the interface that leads to the router",
                        Cause.NO_LINK,
                        bare(leaves(LAN), down("lan0", US), up("aside0", "10.66.1.10"))
                                .but(it -> it.hops.add(DEAD))),
                unsure(
                        "no carrier, and a modem that is a tunnel to the system",
                        bare(leaves(TUN), down("lan0", US), TUN),
                        Cause.NO_LINK),
                sure("no address", Cause.NO_ADDRESS, bare(NO_ROUTE, up("lan0"))),
                sure(
                        "a self-assigned address",
                        Cause.NO_ADDRESS,
                        bare(NO_ROUTE, up("lan0", "169.254.7.9", "fe80::1"))),
                sure(
                        "a self-assigned address that is also the way out",
                        Cause.NO_ADDRESS,
                        bare(leaves(up("lan0", "169.254.7.9")), up("lan0", "169.254.7.9"))),
                sure(
                        "a self-assigned address beside a global one of IPv6",
                        Cause.NO_ADDRESS,
                        bare(NO_ROUTE, up("lan0", "169.254.7.9", "2001:db8::5"))),
                sure(
                        "no address but of containers",
                        Cause.NO_ADDRESS,
                        bare(NO_ROUTE, up("lan0"), up("docker0", "172.17.0.1"))),
                unsure(
                        "no address but that of a tunnel that works",
                        bare(leaves(TUN), up("lan0"), TUN),
                        Cause.NO_ADDRESS),
                sure(
                        "IPv6 only",
                        Cause.IPV6_ONLY,
                        bare(NO_ROUTE, up("lan0", "2001:db8::5", "fe80::1"))),
                sure(
                        "IPv6 only, with IPv4 translated into it",
                        Cause.IPV6_ONLY,
                        bare(
                                leaves(tunnel("clat0", "192.0.0.4")),
                                up("lan0", "2001:db8::5"),
                                tunnel("clat0", "192.0.0.4"))),
                sure(
                        "IPv6 only, with a gateway that answers over it",
                        Cause.IPV6_ONLY,
                        healthy()
                                .but(
                                        it -> {
                                            HostInterface six = up("lan0", "2001:db8::5");
                                            it.interfaces = List.of(six);
                                            it.wayOut = NO_ROUTE;
                                            it.hops = List.of();
                                            it.gateways = List.of(gateway("2001:db8::1", six));
                                        })));
    }

    private static EvidenceBuilder bare(WayOut wayOut, HostInterface... interfaces) {
        return machine()
                .but(
                        it -> {
                            it.interfaces = List.of(interfaces);
                            it.wayOut = wayOut;
                        });
    }

    private static List<Staged> routes() {
        return List.of(
                sure(
                        "dead gateway",
                        Cause.GATEWAY_UNREACHABLE,
                        machine().but(it -> it.hops.add(DEAD))),
                sure(
                        "dead gateway, on a system without ARP tables",
                        Cause.GATEWAY_UNREACHABLE,
                        machine()
                                .but(
                                        it ->
                                                it.hops.add(
                                                        hop(
                                                                ROUTER,
                                                                "lan0",
                                                                Neighbour.NOT_MEASURED,
                                                                PortAnswer.SILENT,
                                                                PortAnswer.NO_ROUTE)))),
                unsure(
                        "silent gateway, on a system without ARP tables",
                        machine().but(it -> it.hops.add(silent(ROUTER, Neighbour.NOT_MEASURED))),
                        Cause.GATEWAY_UNREACHABLE,
                        Cause.GUEST_NETWORK),
                sure(
                        "no default route, and nothing heard",
                        Cause.NO_DEFAULT_ROUTE,
                        machine().but(it -> it.wayOut = NO_ROUTE)),
                sure(
                        "no default route, and the router maps",
                        Cause.NO_DEFAULT_ROUTE,
                        closed().but(
                                        it -> {
                                            it.wayOut = NO_ROUTE;
                                            it.hops = List.of();
                                        })),
                sure(
                        "default route to nobody",
                        Cause.WRONG_GATEWAY,
                        closed().but(
                                        it ->
                                                it.hops =
                                                        List.of(
                                                                hop(
                                                                        "192.168.66.254",
                                                                        "lan0",
                                                                        Neighbour.ABSENT,
                                                                        PortAnswer.SILENT,
                                                                        PortAnswer.NO_ROUTE)))),
                sure("the chosen interface has no router", Cause.WRONG_INTERFACE, chosen("aside0")),
                sure(
                        "the chosen interface has no router, named by its address",
                        Cause.WRONG_INTERFACE,
                        chosen("10.66.1.10")),
                sure(
                        "answers leave by another router",
                        Cause.OTHER_ROUTE,
                        closed().but(
                                        it -> {
                                            it.interfaces.add(ASIDE);
                                            it.wayOut = leaves(ASIDE);
                                            it.hops.add(0, withAside());
                                        })),
                sure("VPN by two halves", Cause.VPN_ROUTE, vpn(TUN, true)),
                sure(
                        "VPN by a routing rule",
                        Cause.VPN_ROUTE,
                        vpn(tunnel("wg0", "10.64.0.2"), false)),
                sure(
                        "VPN, and the port mapped",
                        Cause.VPN_ROUTE,
                        open().but(
                                        it -> {
                                            it.interfaces.add(TUN);
                                            it.wayOut = leaves(TUN);
                                        })),
                sure(
                        "VPN without an address of its own",
                        Cause.VPN_ROUTE,
                        open().but(
                                        it -> {
                                            it.interfaces.add(tunnel("wg0"));
                                            it.wayOut =
                                                    new WayOut(
                                                            WayOut.State.LEAVES,
                                                            Optional.empty(),
                                                            "wg0",
                                                            true);
                                        })),
                unsure(
                        "VPN, and no router to be seen",
                        machine()
                                .but(
                                        it -> {
                                            it.interfaces.add(TUN);
                                            it.wayOut = leaves(TUN);
                                        }),
                        Cause.VPN_ROUTE,
                        Cause.LOCAL_NETWORK_CUT));
    }

    private static EvidenceBuilder chosen(String nameOrAddress) {
        return healthy()
                .but(
                        it -> {
                            it.interfaces.add(ASIDE);
                            it.chosenInterface = nameOrAddress;
                            it.gatewayRead = false;
                        });
    }

    private static NextHop withAside() {
        NextHop lan = withoutUpnp("10.66.1.1", 80);
        return new NextHop(lan.address(), "aside0", lan.neighbour(), false, lan.udp(), lan.tcp());
    }

    private static EvidenceBuilder vpn(HostInterface tunnel, boolean route) {
        return closed().but(
                        it -> {
                            it.interfaces.add(tunnel);
                            it.wayOut = leaves(tunnel);
                            if (route) {
                                it.hops.add(
                                        0,
                                        hop(
                                                "10.8.0.1",
                                                tunnel.name(),
                                                Neighbour.NOT_MEASURED,
                                                PortAnswer.SILENT,
                                                PortAnswer.SILENT));
                            }
                        });
    }

    private static List<Staged> cut() {
        NextHop cut =
                hop(
                        ROUTER,
                        "lan0",
                        Neighbour.NOT_MEASURED,
                        PortAnswer.NOT_PERMITTED,
                        PortAnswer.NOT_PERMITTED);
        return List.of(
                sure("kill switch", Cause.LOCAL_NETWORK_CUT, machine().but(it -> it.hops.add(cut))),
                sure(
                        "kill switch of a VPN that is up",
                        Cause.LOCAL_NETWORK_CUT,
                        machine()
                                .but(
                                        it -> {
                                            it.interfaces.add(TUN);
                                            it.wayOut = leaves(TUN);
                                            it.hops.add(silent("10.8.0.1", Neighbour.NOT_MEASURED));
                                            it.hops.set(
                                                    0,
                                                    new NextHop(
                                                            address("10.8.0.1"),
                                                            "tun0",
                                                            Neighbour.NOT_MEASURED,
                                                            false,
                                                            it.hops.get(0).udp(),
                                                            it.hops.get(0).tcp()));
                                            it.hops.add(cut);
                                        })),
                unsure(
                        "kill switch that refuses",
                        machine()
                                .but(
                                        it ->
                                                it.hops.add(
                                                        hop(
                                                                ROUTER,
                                                                "lan0",
                                                                Neighbour.ABSENT,
                                                                PortAnswer.REFUSED,
                                                                PortAnswer.REFUSED))),
                        Cause.LOCAL_NETWORK_CUT,
                        Cause.GATEWAY_UNREACHABLE),
                unsure(
                        "kill switch that refuses, and no ARP table tells",
                        machine()
                                .but(
                                        it ->
                                                it.hops.add(
                                                        hop(
                                                                ROUTER,
                                                                "lan0",
                                                                Neighbour.NOT_MEASURED,
                                                                PortAnswer.REFUSED,
                                                                PortAnswer.REFUSED))),
                        Cause.LOCAL_NETWORK_CUT,
                        Cause.UPNP_OFF),
                sure(
                        "this machine drops the answers to searches",
                        Cause.ANSWERS_DROPPED,
                        unheard().but(it -> it.dropped = new DroppedPackets(true, 147, 1))),
                unsure(
                        "this machine drops answers, and no description is known",
                        machine()
                                .but(
                                        it -> {
                                            it.hops.add(silent(ROUTER, Neighbour.PRESENT, 80));
                                            it.dropped = new DroppedPackets(true, 147, 1);
                                        }),
                        Cause.ANSWERS_DROPPED));
    }

    /** The router's description is where such descriptions are, and nothing answered a search. */
    static EvidenceBuilder unheard() {
        return machine()
                .but(
                        it -> {
                            it.hops.add(silent(ROUTER, Neighbour.PRESENT, 5000, 80));
                            it.devices.add(guessed(URL));
                        });
    }

    private static List<Staged> containers() {
        HostInterface own = up("eth0", "172.17.0.2");
        HostInterface podman = up("eth0", "10.88.0.2");
        return List.of(
                sure(
                        "container behind Docker's bridge",
                        Cause.CONTAINER,
                        inContainer(own, docker(withoutUpnp("172.17.0.1")))),
                sure(
                        "container behind Docker's bridge, whose host has a page",
                        Cause.CONTAINER,
                        inContainer(own, docker(withoutUpnp("172.17.0.1", 80)))),
                sure(
                        "container with files that say so, behind a bridge",
                        Cause.CONTAINER,
                        inContainer(podman, withoutUpnp("10.88.0.1"))
                                .but(it -> it.marks = Set.of("/run/.containerenv", "iflink"))),
                sure(
                        "container in the network of its host, and UPnP is off",
                        Cause.UPNP_OFF,
                        switchedOff().but(it -> it.marks = Set.of("/.dockerenv"))),
                unsure(
                        "container behind a bridge without Docker's address, its host has a page",
                        inContainer(podman, withoutUpnp("10.88.0.1", 80))
                                .but(it -> it.marks = Set.of("/run/.containerenv", "iflink")),
                        Cause.CONTAINER,
                        Cause.UPNP_OFF),
                unsure(
                        "container without marks",
                        inContainer(podman, withoutUpnp("10.88.0.1")),
                        Cause.UPNP_OFF,
                        Cause.CONTAINER),
                sure(
                        "gateway named from within a container",
                        Cause.CONTAINER,
                        healthy()
                                .but(
                                        it -> {
                                            it.interfaces = List.of(own);
                                            it.wayOut = leaves(own);
                                            it.hops = List.of(docker(withoutUpnp("172.17.0.1")));
                                            it.gateways = List.of(gateway(ROUTER, own));
                                            it.wanted = URL;
                                        })),
                sure(
                        "container in the network of its host, and all is well",
                        Cause.OK,
                        open().but(
                                        it -> {
                                            it.marks = Set.of("/.dockerenv");
                                            it.external = Optional.of(address(EXTERNAL));
                                            it.outside = Optional.of(Samples.outside(Reached.OPEN));
                                        })));
    }

    private static EvidenceBuilder inContainer(HostInterface own, NextHop bridge) {
        return machine()
                .but(
                        it -> {
                            it.interfaces = List.of(own);
                            it.wayOut = leaves(own);
                            it.hops.add(bridge);
                        });
    }
}
