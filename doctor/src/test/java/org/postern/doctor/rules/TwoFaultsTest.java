// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.postern.doctor.rules.EvidenceBuilder.LAN;
import static org.postern.doctor.rules.EvidenceBuilder.closed;
import static org.postern.doctor.rules.EvidenceBuilder.machine;
import static org.postern.doctor.rules.Samples.EXTERNAL;
import static org.postern.doctor.rules.Samples.PORT;
import static org.postern.doctor.rules.Samples.ROUTER;
import static org.postern.doctor.rules.Samples.URL;
import static org.postern.doctor.rules.Samples.address;
import static org.postern.doctor.rules.Samples.directAnswer;
import static org.postern.doctor.rules.Samples.gateway;
import static org.postern.doctor.rules.Samples.hop;
import static org.postern.doctor.rules.Samples.leaves;
import static org.postern.doctor.rules.Samples.noWay;
import static org.postern.doctor.rules.Samples.outside;
import static org.postern.doctor.rules.Samples.read;
import static org.postern.doctor.rules.Samples.refused;
import static org.postern.doctor.rules.Samples.tcp;
import static org.postern.doctor.rules.Samples.tunnel;
import static org.postern.doctor.rules.Samples.withoutUpnp;

import org.junit.jupiter.api.Test;
import org.postern.api.doctor.Cause;
import org.postern.api.doctor.OutsideResult.Reached;
import org.postern.api.gateway.Reason;
import org.postern.doctor.evidence.DeviceRead.Outcome;
import org.postern.doctor.evidence.DroppedPackets;
import org.postern.doctor.evidence.NextHop.Neighbour;
import org.postern.doctor.evidence.PortAnswer;
import org.postern.doctor.internal.host.HostInterface;
import org.postern.doctor.internal.host.WayOut;
import org.postern.doctor.verdict.Verdict;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Of two faults, that is named which is closer to this machine. */
final class TwoFaultsTest {
    private static final HostInterface TUN = tunnel("tun0", "10.8.0.2");

    private record Fault(Cause cause, Consumer<EvidenceBuilder> change) {}

    /** From this machine outwards, on a network whose gateway is read. */
    private static final List<Fault> BEHIND_A_GATEWAY =
            List.of(
                    new Fault(
                            Cause.NO_DEFAULT_ROUTE,
                            it -> {
                                it.wayOut = noWay(WayOut.State.NO_ROUTE);
                                it.hops.clear();
                            }),
                    new Fault(
                            Cause.VPN_ROUTE,
                            it -> {
                                it.interfaces.add(TUN);
                                if (it.wayOut.state() == WayOut.State.LEAVES) {
                                    it.wayOut = leaves(TUN);
                                }
                            }),
                    new Fault(
                            Cause.SECOND_GATEWAY,
                            it -> {
                                if (!it.hops.isEmpty()) {
                                    it.hops.set(0, withoutUpnp("192.168.66.3", 80));
                                }
                            }),
                    new Fault(
                            Cause.WAN_DOWN,
                            it -> {
                                it.connected = Optional.of(false);
                                it.external = Optional.empty();
                            }),
                    new Fault(
                            Cause.CARRIER_NAT,
                            it -> it.external = it.external.map(each -> address("100.64.66.44"))),
                    new Fault(Cause.HIDDEN_NAT, it -> it.stun = Optional.of(address("11.9.9.9"))),
                    new Fault(
                            Cause.SLOW_ROUTER,
                            it -> it.gateways.set(0, gateway(ROUTER, LAN, 4000, "upnp"))),
                    new Fault(
                            Cause.NOT_ALLOWED,
                            it -> {
                                it.test = refused(Reason.NOT_AUTHORIZED, PORT);
                                it.testElsewhere = refused(Reason.NOT_AUTHORIZED, 45_000);
                            }),
                    new Fault(Cause.LISTENS_LOCALLY, it -> it.listening = tcp("127.0.0.1", PORT)),
                    new Fault(
                            Cause.FIREWALL_DROPS_INBOUND,
                            it ->
                                    it.outside =
                                            Optional.of(
                                                    outside(
                                                            EXTERNAL,
                                                            Reached.TIMEOUT,
                                                            new DroppedPackets(true, 6, 0)))));

    /** From this machine outwards, where no gateway is read. */
    private static final List<Fault> WITHOUT_A_GATEWAY =
            List.of(
                    new Fault(
                            Cause.NO_LINK,
                            it ->
                                    it.interfaces =
                                            it.interfaces.stream()
                                                    .map(
                                                            each ->
                                                                    new HostInterface(
                                                                            each.name(),
                                                                            false,
                                                                            each.tunnel(),
                                                                            each.addresses()))
                                                    .toList()),
                    new Fault(
                            Cause.NO_ADDRESS,
                            it ->
                                    it.interfaces =
                                            it.interfaces.stream()
                                                    .map(
                                                            each ->
                                                                    new HostInterface(
                                                                            each.name(),
                                                                            each.up(),
                                                                            each.tunnel(),
                                                                            List.of(
                                                                                    address(
                                                                                            "169.254.1.2"))))
                                                    .toList()),
                    new Fault(
                            Cause.LOCAL_NETWORK_CUT,
                            it ->
                                    it.hops.set(
                                            0,
                                            hop(
                                                    ROUTER,
                                                    "lan0",
                                                    Neighbour.NOT_MEASURED,
                                                    PortAnswer.NOT_PERMITTED,
                                                    PortAnswer.NOT_PERMITTED))),
                    new Fault(
                            Cause.DESCRIPTION_REFUSED,
                            it -> {
                                it.answers.add(directAnswer(ROUTER, URL));
                                it.devices.add(read(URL, ROUTER, Outcome.REFUSED, "", 3));
                            }),
                    new Fault(Cause.UPNP_OFF, it -> {}));

    @Test
    void innerFaultIsNamedBehindAGateway() {
        assertInner(BEHIND_A_GATEWAY, () -> closed().but(it -> it.port = OptionalInt.of(PORT)));
    }

    @Test
    void innerFaultIsNamedWithoutAGateway() {
        assertInner(
                WITHOUT_A_GATEWAY, () -> machine().but(it -> it.hops.add(withoutUpnp(ROUTER, 80))));
    }

    private static void assertInner(List<Fault> faults, Supplier<EvidenceBuilder> network) {
        for (int inner = 0; inner < faults.size(); inner++) {
            for (int outer = inner; outer < faults.size(); outer++) {
                EvidenceBuilder evidence =
                        network.get()
                                .but(faults.get(outer).change())
                                .but(faults.get(inner).change());
                Verdict verdict = DecisionTable.judge(evidence.build()).verdict();
                assertEquals(
                        faults.get(inner).cause(),
                        verdict.cause(),
                        "beside " + faults.get(outer).cause());
            }
        }
    }
}
