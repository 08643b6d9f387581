// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.rules;

import static org.postern.doctor.rules.Samples.EXTERNAL;
import static org.postern.doctor.rules.Samples.PORT;
import static org.postern.doctor.rules.Samples.ROUTER;
import static org.postern.doctor.rules.Samples.URL;
import static org.postern.doctor.rules.Samples.US;
import static org.postern.doctor.rules.Samples.address;
import static org.postern.doctor.rules.Samples.directAnswer;
import static org.postern.doctor.rules.Samples.entry;
import static org.postern.doctor.rules.Samples.gateway;
import static org.postern.doctor.rules.Samples.hop;
import static org.postern.doctor.rules.Samples.leaves;
import static org.postern.doctor.rules.Samples.multicastAnswer;
import static org.postern.doctor.rules.Samples.noEntry;
import static org.postern.doctor.rules.Samples.opened;
import static org.postern.doctor.rules.Samples.read;
import static org.postern.doctor.rules.Samples.tcp;
import static org.postern.doctor.rules.Samples.up;
import static org.postern.doctor.rules.Samples.withoutUpnp;

import org.postern.api.gateway.Protocol;
import org.postern.doctor.evidence.DeviceRead;
import org.postern.doctor.evidence.DroppedPackets;
import org.postern.doctor.evidence.Evidence;
import org.postern.doctor.evidence.GatewaySeen;
import org.postern.doctor.evidence.LocalMachine;
import org.postern.doctor.evidence.NextHop;
import org.postern.doctor.evidence.OutsideEvidence;
import org.postern.doctor.evidence.PortEntry;
import org.postern.doctor.evidence.PortEvidence;
import org.postern.doctor.evidence.PortEvidence.Knock;
import org.postern.doctor.evidence.Question;
import org.postern.doctor.evidence.Searching;
import org.postern.doctor.evidence.Searching.SearchAnswer;
import org.postern.doctor.evidence.TestMapping;
import org.postern.doctor.evidence.TestMapping.Outcome;
import org.postern.doctor.evidence.Wan;
import org.postern.doctor.evidence.Wan.FartherRouter;
import org.postern.doctor.internal.host.HostInterface;
import org.postern.doctor.internal.host.ListeningSockets;
import org.postern.doctor.internal.host.WayOut;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Evidence as an examination records it, some steps away from a healthy network: this machine is
 * 192.168.66.10 on lan0, and the router 192.168.66.1 has the public address 11.22.66.44. Tests set
 * the fields by {@link #but}.
 */
public final class EvidenceBuilder {
    public static final HostInterface LAN = up("lan0", US);

    OptionalInt port = OptionalInt.empty();
    Protocol protocol = Protocol.TCP;
    String chosenInterface = "";
    String wanted = "";
    Duration patience = Duration.ofSeconds(2);

    List<HostInterface> interfaces = new ArrayList<>(List.of(LAN));
    WayOut wayOut = leaves(LAN);
    Set<String> marks = Set.of();
    List<String> firewalls = List.of();
    List<NextHop> hops = new ArrayList<>();

    List<SearchAnswer> answers = new ArrayList<>();
    List<DeviceRead> devices = new ArrayList<>();
    List<GatewaySeen> gateways = new ArrayList<>();
    List<String> otherProtocols = List.of();
    DroppedPackets dropped = new DroppedPackets(true, 0, 0);
    Optional<String> announcementPort = Optional.empty();

    boolean gatewayRead;
    Optional<Boolean> connected = Optional.of(true);
    Optional<InetAddress> external = Optional.of(address(EXTERNAL));
    OptionalLong uptime = OptionalLong.of(100_000);
    boolean networkFailure;
    long readMillis = 40;
    Optional<FartherRouter> farther = Optional.empty();
    Optional<InetAddress> stun = Optional.empty();

    PortEntry entry = entry(PortEntry.State.OURS, US, PORT);
    boolean otherProtocolOpen;
    TestMapping test = TestMapping.NOT_TRIED;
    TestMapping testElsewhere = TestMapping.NOT_TRIED;
    ListeningSockets listening = tcp("0.0.0.0", PORT);
    Knock knock = Knock.CAME;
    Optional<OutsideEvidence> outside = Optional.empty();
    boolean hairpin;
    private boolean examined = true;

    private EvidenceBuilder() {}

    /** A machine in a network without a router. */
    public static EvidenceBuilder machine() {
        return new EvidenceBuilder();
    }

    /** A healthy network; no port was asked for. */
    public static EvidenceBuilder healthy() {
        return machine()
                .but(
                        it -> {
                            it.hops.add(hop(ROUTER, "lan0"));
                            it.answers.add(directAnswer(ROUTER, URL));
                            it.answers.add(multicastAnswer(ROUTER, URL, true));
                            it.devices.add(read(URL, ROUTER, DeviceRead.Outcome.GATEWAY, "", 30));
                            it.gateways.add(gateway(ROUTER, LAN));
                            it.gatewayRead = true;
                        });
    }

    /** A healthy network with the port open and its program listening. */
    public static EvidenceBuilder open() {
        return healthy().but(it -> it.port = OptionalInt.of(PORT));
    }

    /** The same before the port is opened: the router took it for a test. */
    public static EvidenceBuilder closed() {
        return open().but(
                        it -> {
                            it.entry = noEntry(PortEntry.State.NONE);
                            it.test = opened(Outcome.OPENED, PORT);
                        });
    }

    /** A router with a page, whose UPnP is switched off. */
    public static EvidenceBuilder switchedOff() {
        return machine().but(it -> it.hops.add(withoutUpnp(ROUTER, 80)));
    }

    /** The same router with NAT-PMP and PCP, over which it was read. */
    public static EvidenceBuilder natPmp() {
        return switchedOff()
                .but(
                        it -> {
                            it.gateways.add(gateway(ROUTER, LAN, 50, "pcp", "nat-pmp"));
                            it.otherProtocols = List.of("nat-pmp", "pcp");
                            it.connected = Optional.empty();
                            it.gatewayRead = true;
                        });
    }

    public EvidenceBuilder but(Consumer<EvidenceBuilder> change) {
        change.accept(this);
        return this;
    }

    public Evidence build() {
        return new Evidence(
                new Question(port, port, protocol, chosenInterface, wanted, patience),
                new LocalMachine(interfaces, wayOut, marks, firewalls),
                hops,
                new Searching(
                        answers, devices, gateways, otherProtocols, dropped, announcementPort),
                gatewayRead ? Optional.of(wan()) : Optional.empty(),
                gatewayRead && examined && port.isPresent()
                        ? Optional.of(portEvidence())
                        : Optional.empty());
    }

    private Wan wan() {
        return new Wan(
                gateways.get(0),
                connected,
                connected.map(each -> each ? "Connected" : "Disconnected").orElse(""),
                external,
                uptime,
                networkFailure,
                readMillis,
                farther,
                stun);
    }

    /** The same, where the time was over before the port was examined. */
    EvidenceBuilder unexamined() {
        examined = false;
        return this;
    }

    private PortEvidence portEvidence() {
        return new PortEvidence(
                entry, otherProtocolOpen, test, testElsewhere, listening, knock, outside, hairpin);
    }
}
