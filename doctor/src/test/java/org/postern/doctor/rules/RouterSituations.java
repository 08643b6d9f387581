// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.rules;

import static org.postern.doctor.rules.EvidenceBuilder.LAN;
import static org.postern.doctor.rules.EvidenceBuilder.closed;
import static org.postern.doctor.rules.EvidenceBuilder.healthy;
import static org.postern.doctor.rules.EvidenceBuilder.machine;
import static org.postern.doctor.rules.EvidenceBuilder.natPmp;
import static org.postern.doctor.rules.EvidenceBuilder.open;
import static org.postern.doctor.rules.EvidenceBuilder.switchedOff;
import static org.postern.doctor.rules.HostSituations.unheard;
import static org.postern.doctor.rules.Samples.EXTERNAL;
import static org.postern.doctor.rules.Samples.PORT;
import static org.postern.doctor.rules.Samples.ROUTER;
import static org.postern.doctor.rules.Samples.URL;
import static org.postern.doctor.rules.Samples.address;
import static org.postern.doctor.rules.Samples.directAnswer;
import static org.postern.doctor.rules.Samples.gateway;
import static org.postern.doctor.rules.Samples.hop;
import static org.postern.doctor.rules.Samples.leaves;
import static org.postern.doctor.rules.Samples.multicastAnswer;
import static org.postern.doctor.rules.Samples.noEntry;
import static org.postern.doctor.rules.Samples.opened;
import static org.postern.doctor.rules.Samples.outside;
import static org.postern.doctor.rules.Samples.read;
import static org.postern.doctor.rules.Samples.silent;
import static org.postern.doctor.rules.Samples.up;
import static org.postern.doctor.rules.Samples.withoutUpnp;
import static org.postern.doctor.rules.Staged.sure;
import static org.postern.doctor.rules.Staged.unsure;

import org.postern.api.doctor.Cause;
import org.postern.api.doctor.OutsideResult.Reached;
import org.postern.doctor.evidence.DeviceRead.Outcome;
import org.postern.doctor.evidence.DroppedPackets;
import org.postern.doctor.evidence.NextHop.Neighbour;
import org.postern.doctor.evidence.PortEntry;
import org.postern.doctor.evidence.PortEvidence.Knock;
import org.postern.doctor.evidence.TestMapping;
import org.postern.doctor.evidence.Wan.FartherRouter;
import org.postern.doctor.internal.host.HostInterface;
import org.postern.doctor.internal.host.WayOut;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Situations whose cause is the router, or its connection. */
final class RouterSituations {
    private static final String MEDIA = "http://192.168.66.30:8200/desc.xml";
    private static final String FOREIGN = "http://192.168.66.20:5000/rootDesc.xml";

    private RouterSituations() {}

    static List<Staged> all() {
        List<Staged> all = new ArrayList<>(off());
        all.addAll(otherProtocols());
        all.addAll(descriptions());
        all.addAll(several());
        all.addAll(slow());
        all.addAll(wan());
        return all;
    }

    private static List<Staged> off() {
        return List.of(
                sure("UPnP off", Cause.UPNP_OFF, switchedOff()),
                sure(
                        "UPnP off, in a network full of multicast",
                        Cause.UPNP_OFF,
                        switchedOff().but(it -> it.dropped = new DroppedPackets(true, 119, 110))),
                sure(
                        "UPnP off, page over HTTPS alone",
                        Cause.UPNP_OFF,
                        machine().but(it -> it.hops.add(withoutUpnp(ROUTER, 443)))),
                sure(
                        "UPnP off, and a media server answers",
                        Cause.UPNP_OFF,
                        switchedOff()
                                .but(
                                        it -> {
                                            it.answers.add(
                                                    multicastAnswer("192.168.66.30", MEDIA, false));
                                            it.devices.add(
                                                    read(
                                                            MEDIA,
                                                            "192.168.66.30",
                                                            Outcome.OTHER_DEVICE,
                                                            "Living room",
                                                            30));
                                        })),
                sure(
                        "UPnP off for ports, and the router is a media server",
                        Cause.UPNP_OFF,
                        machine()
                                .but(
                                        it -> {
                                            it.hops.add(hop(ROUTER, "lan0"));
                                            it.answers.add(
                                                    multicastAnswer(
                                                            ROUTER,
                                                            "http://192.168.66.1:8200/d.xml",
                                                            false));
                                        })),
                unsure(
                        "UPnP off, and the router has no page",
                        machine().but(it -> it.hops.add(withoutUpnp(ROUTER, 53))),
                        Cause.UPNP_OFF,
                        Cause.CONTAINER),
                unsure(
                        "UPnP off, and the router drops searches",
                        machine().but(it -> it.hops.add(silent(ROUTER, Neighbour.PRESENT, 80))),
                        Cause.UPNP_OFF,
                        Cause.SEARCH_BLOCKED),
                unsure(
                        "UPnP off, and this machine drops what others answer",
                        switchedOff().but(it -> it.dropped = new DroppedPackets(true, 40, 1)),
                        Cause.ANSWERS_DROPPED),
                unsure(
                        "guest network",
                        machine().but(it -> it.hops.add(silent(ROUTER, Neighbour.PRESENT, 53))),
                        Cause.GUEST_NETWORK),
                sure("search blocked", Cause.SEARCH_BLOCKED, unheard()),
                unsure(
                        "a machine in the internet itself",
                        machine()
                                .but(
                                        it -> {
                                            HostInterface ours = up("eth0", "11.33.7.9");
                                            it.interfaces = List.of(ours);
                                            it.wayOut = leaves(ours);
                                            it.hops.add(silent("11.33.7.1", Neighbour.PRESENT));
                                        }),
                        Cause.OK,
                        Cause.UPNP_OFF),
                unsure("a way out without a gateway", machine(), Cause.UNKNOWN));
    }

    private static List<Staged> otherProtocols() {
        return List.of(
                sure("NAT-PMP and PCP alone", Cause.NATPMP_ONLY, natPmp()),
                sure(
                        "NAT-PMP alone, and a port that could be opened",
                        Cause.NATPMP_ONLY,
                        natPmp().but(
                                        it -> {
                                            it.port = OptionalInt.of(PORT);
                                            it.entry = noEntry(PortEntry.State.UNKNOWN);
                                            it.test = opened(TestMapping.Outcome.OPENED, PORT);
                                            it.knock = Knock.NOT_MEASURED;
                                            it.outside = Optional.of(outside(Reached.OPEN));
                                        })),
                sure(
                        "NAT-PMP alone, and a port that could be opened, alone",
                        Cause.NATPMP_ONLY,
                        natPmp().but(
                                        it -> {
                                            it.port = OptionalInt.of(PORT);
                                            it.entry = noEntry(PortEntry.State.UNKNOWN);
                                            it.test = opened(TestMapping.Outcome.OPENED, PORT);
                                            it.knock = Knock.NOT_MEASURED;
                                        })),
                sure(
                        "NAT-PMP alone, and the port is open",
                        Cause.OK,
                        natPmp().but(
                                        it -> {
                                            it.port = OptionalInt.of(PORT);
                                            it.outside = Optional.of(outside(Reached.OPEN));
                                        })),
                unsure(
                        "NAT-PMP alone, and the router drops searches",
                        natPmp().but(
                                        it ->
                                                it.hops =
                                                        List.of(
                                                                silent(
                                                                        ROUTER,
                                                                        Neighbour.PRESENT,
                                                                        80))),
                        Cause.NATPMP_ONLY,
                        Cause.SEARCH_BLOCKED),
                sure(
                        "NAT-PMP alone, and only UPnP was asked for",
                        Cause.NATPMP_ONLY,
                        natPmp().but(it -> it.gatewayRead = false)),
                unsure(
                        "UPnP alone, and only PCP was asked for",
                        healthy().but(it -> it.gatewayRead = false),
                        Cause.UNKNOWN),
                unsure(
                        "another gateway was named",
                        healthy()
                                .but(
                                        it -> {
                                            it.gatewayRead = false;
                                            it.wanted = "192.168.66.77";
                                        }),
                        Cause.UNKNOWN));
    }

    private static EvidenceBuilder answering(String location, Outcome outcome, long millis) {
        return machine()
                .but(
                        it -> {
                            it.hops.add(hop(ROUTER, "lan0"));
                            it.answers.add(directAnswer(ROUTER, location));
                            it.devices.add(read(location, ROUTER, outcome, "", millis));
                        });
    }

    private static List<Staged> descriptions() {
        return List.of(
                sure(
                        "description refused",
                        Cause.DESCRIPTION_REFUSED,
                        answering(URL, Outcome.REFUSED, 2)),
                sure(
                        "description refused, without a default route",
                        Cause.DESCRIPTION_REFUSED,
                        answering(URL, Outcome.REFUSED, 2)
                                .but(
                                        it -> {
                                            it.hops.clear();
                                            it.wayOut = Samples.noWay(WayOut.State.NO_ROUTE);
                                        })),
                sure(
                        "description hangs",
                        Cause.DESCRIPTION_HANGS,
                        answering(URL, Outcome.SILENT, 9000)),
                unsure(
                        "description hangs, and it was not waited for long",
                        answering(URL, Outcome.SILENT, 3000),
                        Cause.DESCRIPTION_HANGS,
                        Cause.SLOW_ROUTER),
                unsure(
                        "description is none",
                        answering(URL, Outcome.UNREADABLE, 20),
                        Cause.DESCRIPTION_REFUSED),
                unsure(
                        "description without a service for ports",
                        answering(URL, Outcome.OTHER_DEVICE, 20),
                        Cause.UPNP_OFF),
                unsure(
                        "service hangs behind its description",
                        answering(URL, Outcome.GATEWAY, 20),
                        Cause.DESCRIPTION_HANGS,
                        Cause.SLOW_ROUTER),
                sure(
                        "description elsewhere",
                        Cause.FOREIGN_LOCATION,
                        answering(FOREIGN, Outcome.REFUSED, 2)),
                sure(
                        "this machine drops announcements, and the router has UPnP off",
                        Cause.UPNP_OFF,
                        switchedOff().but(it -> it.dropped = new DroppedPackets(true, 9, 0, 0, 0))),
                unsure(
                        "this machine drops what was sent to it, and the router has UPnP off",
                        switchedOff().but(it -> it.dropped = new DroppedPackets(true, 9, 0, 9, 0)),
                        Cause.ANSWERS_DROPPED),
                sure(
                        "a device that is not the router names a description elsewhere",
                        Cause.UPNP_OFF,
                        switchedOff()
                                .but(
                                        it ->
                                                it.answers.add(
                                                        multicastAnswer(
                                                                "192.168.66.21", FOREIGN, true)))),
                unsure(
                        "the same, beside a router that drops searches",
                        machine()
                                .but(
                                        it -> {
                                            it.hops.add(silent(ROUTER, Neighbour.PRESENT, 80));
                                            it.answers.add(
                                                    multicastAnswer(
                                                            "192.168.66.21", FOREIGN, true));
                                        }),
                        Cause.FOREIGN_LOCATION,
                        Cause.UPNP_OFF));
    }

    private static List<Staged> several() {
        return List.of(
                sure(
                        "two gateways",
                        Cause.SECOND_GATEWAY,
                        healthy().but(it -> it.gateways.add(0, gateway("192.168.66.2", LAN)))),
                sure(
                        "a gateway beside a router without UPnP",
                        Cause.SECOND_GATEWAY,
                        switchedOff()
                                .but(
                                        it -> {
                                            it.gateways.add(gateway("192.168.66.2", LAN));
                                            it.gatewayRead = true;
                                        })),
                unsure(
                        "a gateway beyond the default gateway was named",
                        switchedOff()
                                .but(
                                        it -> {
                                            it.gateways.add(gateway("10.0.66.1", LAN));
                                            it.gatewayRead = true;
                                        }),
                        Cause.SECOND_GATEWAY),
                unsure(
                        "the router has two addresses: the outside sees the one that it tells",
                        healthy()
                                .but(
                                        it -> {
                                            it.hops = List.of(hop("192.168.66.254", "lan0"));
                                            it.stun = Optional.of(address(EXTERNAL));
                                        }),
                        Cause.OK),
                unsure(
                        "the same network over two adapters",
                        healthy()
                                .but(
                                        it -> {
                                            HostInterface wlan = up("wlan0", "192.168.66.11");
                                            it.interfaces.add(wlan);
                                            it.wayOut = leaves(wlan);
                                            it.hops.add(0, hop(ROUTER, "wlan0"));
                                        }),
                        Cause.OK),
                unsure(
                        "two addresses on one adapter",
                        healthy()
                                .but(
                                        it -> {
                                            HostInterface lan =
                                                    up("lan0", "192.168.66.11", Samples.US);
                                            it.interfaces = List.of(lan);
                                            it.wayOut = leaves(lan);
                                        }),
                        Cause.OK));
    }

    private static List<Staged> slow() {
        return List.of(
                sure(
                        "the search is answered after 4 s",
                        Cause.SLOW_ROUTER,
                        closed().but(it -> it.gateways.set(0, gateway(ROUTER, LAN, 4000, "upnp")))),
                sure(
                        "each request is answered after 6 s",
                        Cause.SLOW_ROUTER,
                        closed().but(it -> it.readMillis = 6000)),
                sure(
                        "each request is answered after 6 s, and more was not asked for",
                        Cause.SLOW_ROUTER,
                        closed().but(
                                        it -> {
                                            it.readMillis = 6000;
                                            it.connected = Optional.empty();
                                            it.external = Optional.empty();
                                        })),
                sure(
                        "the search is answered after 4 s, and the port is reached from outside",
                        Cause.SLOW_ROUTER,
                        open().but(
                                        it -> {
                                            it.gateways.set(0, gateway(ROUTER, LAN, 4000, "upnp"));
                                            it.outside = Optional.of(outside(Reached.OPEN));
                                        })),
                unsure(
                        "the user waits long enough",
                        open().but(
                                        it -> {
                                            it.gateways.set(0, gateway(ROUTER, LAN, 4000, "upnp"));
                                            it.patience = Duration.ofSeconds(6);
                                        }),
                        Cause.OK));
    }

    private static List<Staged> wan() {
        return List.of(
                sure("not connected", Cause.WAN_DOWN, wan(Optional.of(false), "", false)),
                sure(
                        "not connected, with the address of none",
                        Cause.WAN_DOWN,
                        wan(Optional.of(false), "0.0.0.0", false)),
                sure(
                        "second router that speaks UPnP",
                        Cause.DOUBLE_NAT,
                        behind("10.0.66.44", true)),
                sure(
                        "second router in a home's usual network",
                        Cause.DOUBLE_NAT,
                        wan(Optional.of(true), "192.168.1.44", false)),
                unsure(
                        "a private address, and no second router to be seen",
                        wan(Optional.of(true), "10.0.66.44", false),
                        Cause.DOUBLE_NAT,
                        Cause.CARRIER_NAT),
                unsure(
                        "second router, open from outside all the same",
                        behind("10.0.66.44", true)
                                .but(it -> it.outside = Optional.of(outside(Reached.OPEN))),
                        Cause.DOUBLE_NAT,
                        Cause.OK),
                unsure(
                        "connected, no address told, NAT-PMP says network failure",
                        wan(Optional.of(true), "", true),
                        Cause.DOUBLE_NAT,
                        Cause.NO_IPV4),
                unsure(
                        "connected, no address told",
                        wan(Optional.of(true), "", false),
                        Cause.NO_IPV4,
                        Cause.DOUBLE_NAT),
                unsure(
                        "connected, an address of its own network told",
                        wan(Optional.of(true), "192.168.66.1", false),
                        Cause.NO_IPV4,
                        Cause.DOUBLE_NAT),
                unsure(
                        "NAT-PMP alone, network failure",
                        natPmp().but(
                                        it -> {
                                            it.external = Optional.empty();
                                            it.networkFailure = true;
                                        }),
                        Cause.WAN_DOWN,
                        Cause.DOUBLE_NAT),
                sure(
                        "the provider's NAT",
                        Cause.CARRIER_NAT,
                        wan(Optional.of(true), "100.64.66.44", false)),
                sure(
                        "DS-Lite, by its address",
                        Cause.NO_IPV4,
                        wan(Optional.of(true), "192.0.0.2", false)),
                sure(
                        "DS-Lite, by an address of IPv6",
                        Cause.NO_IPV4,
                        wan(Optional.of(true), "2001:db8::7", false)),
                unsure(
                        "no address from the modem",
                        wan(Optional.of(true), "169.254.3.4", false),
                        Cause.WAN_DOWN),
                unsure(
                        "a private address of benchmarks",
                        wan(Optional.of(true), "198.18.0.9", false),
                        Cause.CARRIER_NAT,
                        Cause.DOUBLE_NAT),
                sure(
                        "STUN sees another address",
                        Cause.HIDDEN_NAT,
                        wan(Optional.of(true), "11.33.66.44", false)
                                .but(it -> it.stun = Optional.of(address(EXTERNAL)))),
                sure(
                        "the helper sees another address",
                        Cause.HIDDEN_NAT,
                        wan(Optional.of(true), "11.33.66.44", false)
                                .but(it -> it.outside = Optional.of(outside(Reached.TIMEOUT)))),
                unsure(
                        "the helper sees another address, STUN does not",
                        wan(Optional.of(true), "11.33.66.44", false)
                                .but(
                                        it -> {
                                            it.outside = Optional.of(outside(Reached.TIMEOUT));
                                            it.stun = Optional.of(address("11.33.66.44"));
                                        }),
                        Cause.HIDDEN_NAT),
                unsure(
                        "a NAT further out that nobody outside was asked about",
                        wan(Optional.of(true), "11.33.66.44", false).but(it -> it.hairpin = true),
                        Cause.OK));
    }

    private static EvidenceBuilder wan(
            Optional<Boolean> connected, String external, boolean failure) {
        return open().but(
                        it -> {
                            it.connected = connected;
                            it.external =
                                    external.isEmpty()
                                            ? Optional.empty()
                                            : Optional.of(address(external));
                            it.networkFailure = failure;
                        });
    }

    private static EvidenceBuilder behind(String external, boolean upnp) {
        return wan(Optional.of(true), external, false)
                .but(
                        it ->
                                it.farther =
                                        Optional.of(
                                                new FartherRouter(
                                                        address("10.0.66.1"), upnp, true)));
    }
}
