// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.rules;

import org.postern.api.doctor.OutsideResult;
import org.postern.api.doctor.OutsideResult.Reached;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.Protocol;
import org.postern.api.gateway.Reason;
import org.postern.doctor.evidence.DeviceRead;
import org.postern.doctor.evidence.DeviceRead.Outcome;
import org.postern.doctor.evidence.DroppedPackets;
import org.postern.doctor.evidence.GatewaySeen;
import org.postern.doctor.evidence.NextHop;
import org.postern.doctor.evidence.NextHop.Neighbour;
import org.postern.doctor.evidence.OutsideEvidence;
import org.postern.doctor.evidence.PortAnswer;
import org.postern.doctor.evidence.PortEntry;
import org.postern.doctor.evidence.Searching.SearchAnswer;
import org.postern.doctor.evidence.TestMapping;
import org.postern.doctor.internal.address.AddressLiteral;
import org.postern.doctor.internal.host.HostInterface;
import org.postern.doctor.internal.host.ListeningSockets;
import org.postern.doctor.internal.host.WayOut;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Parts of evidence, as collectors record them. */
public final class Samples {
    public static final String US = "192.168.66.10";
    public static final String ROUTER = "192.168.66.1";
    public static final String EXTERNAL = "11.22.66.44";
    public static final String URL = "http://192.168.66.1:5000/rootDesc.xml";
    public static final int PORT = 8080;

    private Samples() {}

    public static InetAddress address(String literal) {
        return AddressLiteral.parse(literal).orElseThrow();
    }

    public static HostInterface up(String name, String... addresses) {
        return new HostInterface(name, true, false, all(addresses));
    }

    public static HostInterface down(String name, String... addresses) {
        return new HostInterface(name, false, false, all(addresses));
    }

    public static HostInterface tunnel(String name, String... addresses) {
        return new HostInterface(name, true, true, all(addresses));
    }

    private static List<InetAddress> all(String... addresses) {
        return Arrays.stream(addresses).map(Samples::address).toList();
    }

    public static WayOut leaves(HostInterface by) {
        return new WayOut(
                WayOut.State.LEAVES, Optional.of(by.addresses().get(0)), by.name(), by.tunnel());
    }

    public static WayOut noWay(WayOut.State state) {
        return new WayOut(state, Optional.empty(), "", false);
    }

    /** A router with UPnP and a page. */
    public static NextHop hop(String address, String networkInterface) {
        return hop(
                address,
                networkInterface,
                Neighbour.PRESENT,
                PortAnswer.ANSWERED,
                PortAnswer.REFUSED,
                80,
                53);
    }

    /** A router without UPnP, whose given TCP ports answer. */
    public static NextHop withoutUpnp(String address, int... answering) {
        return hop(
                address,
                "lan0",
                Neighbour.PRESENT,
                PortAnswer.REFUSED,
                PortAnswer.REFUSED,
                answering);
    }

    /** A gateway that drops what it is sent, but for the given TCP ports. */
    public static NextHop silent(String address, Neighbour neighbour, int... answering) {
        return hop(address, "lan0", neighbour, PortAnswer.SILENT, PortAnswer.SILENT, answering);
    }

    public static NextHop hop(
            String address,
            String networkInterface,
            Neighbour neighbour,
            PortAnswer ssdp,
            PortAnswer others,
            int... answering) {
        Map<Integer, PortAnswer> tcp = new TreeMap<>();
        for (int number : new int[] {53, 80, 443, 1900, 2189, 5000, 5431, 8080, 49000, 49152}) {
            tcp.put(number, others);
        }
        Arrays.stream(answering).forEach(each -> tcp.put(each, PortAnswer.ANSWERED));
        return new NextHop(
                address(address),
                networkInterface,
                neighbour,
                false,
                Map.of(NextHop.SSDP, ssdp, NextHop.PCP, others),
                tcp);
    }

    public static NextHop docker(NextHop hop) {
        return new NextHop(
                hop.address(), hop.networkInterface(), hop.neighbour(), true, hop.udp(), hop.tcp());
    }

    public static SearchAnswer multicastAnswer(String sender, String location, boolean gateway) {
        return new SearchAnswer(address(sender), URI.create(location), 30, false, gateway);
    }

    public static SearchAnswer directAnswer(String sender, String location) {
        return new SearchAnswer(address(sender), URI.create(location), 20, true, true);
    }

    public static DeviceRead read(String url, Outcome outcome, long millis) {
        return read(url, URI.create(url).getHost(), outcome, "", millis);
    }

    public static DeviceRead read(
            String url, String host, Outcome outcome, String name, long millis) {
        return new DeviceRead(URI.create(url), address(host), outcome, name, false, millis);
    }

    public static DeviceRead guessed(String url) {
        URI uri = URI.create(url);
        return new DeviceRead(
                uri, address(uri.getHost()), Outcome.GATEWAY, "Home Router", true, 40);
    }

    public static GatewaySeen gateway(String address, HostInterface on) {
        return gateway(address, on, 60, "upnp");
    }

    public static GatewaySeen gateway(
            String address, HostInterface on, long afterMillis, String... protocols) {
        String url = "http://" + address + ":5000/rootDesc.xml";
        boolean upnp = List.of(protocols).contains("upnp");
        return new GatewaySeen(
                upnp ? url : protocols[0] + ":" + address,
                upnp ? "Home Router" : "",
                address(address),
                on.addresses().get(0),
                on.name(),
                List.of(protocols),
                afterMillis,
                upnp ? Optional.of(url) : Optional.empty());
    }

    public static PortEntry entry(PortEntry.State state, String client, int internalPort) {
        return entry(state, client, internalPort, Neighbour.PRESENT);
    }

    public static PortEntry entry(
            PortEntry.State state, String client, int internalPort, Neighbour holder) {
        PortMapping mapping =
                new PortMapping(
                        Protocol.TCP,
                        PORT,
                        address(client),
                        internalPort,
                        "",
                        true,
                        Duration.ofHours(1),
                        "");
        return new PortEntry(state, Optional.of(mapping), holder);
    }

    public static PortEntry noEntry(PortEntry.State state) {
        return new PortEntry(state, Optional.empty(), Neighbour.NOT_MEASURED);
    }

    public static TestMapping opened(TestMapping.Outcome outcome, int number) {
        return new TestMapping(outcome, number, Optional.empty(), OptionalInt.empty(), "", true);
    }

    public static TestMapping refused(Reason reason, int number) {
        return new TestMapping(
                TestMapping.Outcome.REFUSED,
                number,
                Optional.of(reason),
                OptionalInt.of(606),
                "Home Router refused it.",
                true);
    }

    public static ListeningSockets tcp(String address, Integer... ports) {
        return new ListeningSockets(true, sockets(address, ports), List.of());
    }

    public static ListeningSockets udp(String address, Integer... ports) {
        return new ListeningSockets(true, List.of(), sockets(address, ports));
    }

    private static List<InetSocketAddress> sockets(String address, Integer... ports) {
        return Arrays.stream(ports)
                .map(each -> new InetSocketAddress(address(address), each))
                .toList();
    }

    /** What a helper met that was asked from the router's own address. */
    public static OutsideEvidence outside(Reached reached) {
        return outside(EXTERNAL, reached, new DroppedPackets(true, 0, 0));
    }

    public static OutsideEvidence outside(String seen, Reached reached, DroppedPackets dropped) {
        return new OutsideEvidence(
                Optional.of(new OutsideResult(address(seen), reached)),
                "",
                dropped,
                false,
                Optional.empty(),
                0,
                OptionalLong.empty());
    }

    /** The same, with another port and the gateway's count of packets during eight attempts. */
    public static OutsideEvidence compared(
            OutsideEvidence outside, Reached otherPort, OptionalLong packets) {
        return new OutsideEvidence(
                outside.result(),
                outside.failure(),
                outside.dropped(),
                outside.arrived(),
                Optional.of(otherPort),
                packets.isPresent() ? 8 : 0,
                packets);
    }
}
