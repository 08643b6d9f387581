// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.rules;

import org.postern.api.doctor.OutsideResult;
import org.postern.api.doctor.OutsideResult.Reached;
import org.postern.doctor.evidence.Evidence;
import org.postern.doctor.evidence.GatewaySeen;
import org.postern.doctor.evidence.LocalMachine;
import org.postern.doctor.evidence.NextHop;
import org.postern.doctor.evidence.OutsideEvidence;
import org.postern.doctor.evidence.PortEvidence;
import org.postern.doctor.evidence.PortEvidence.Knock;
import org.postern.doctor.evidence.Question;
import org.postern.doctor.evidence.Searching;
import org.postern.doctor.evidence.Wan;
import org.postern.doctor.internal.address.AddressClass;
import org.postern.doctor.internal.host.HostInterface;
import org.postern.doctor.internal.host.WayOut;
import org.postern.doctor.verdict.Measurement;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/** Evidence, and what several rules read out of it. */
final class Situation {
    private static final String UPNP = "upnp";

    private final Evidence evidence;
    private final UsableInterfaces interfaces;

    Situation(Evidence evidence) {
        this.evidence = evidence;
        this.interfaces = new UsableInterfaces(evidence.machine());
    }

    Question question() {
        return evidence.question();
    }

    LocalMachine machine() {
        return evidence.machine();
    }

    UsableInterfaces interfaces() {
        return interfaces;
    }

    Searching searching() {
        return evidence.searching();
    }

    boolean gatewayRead() {
        return evidence.wan().isPresent();
    }

    /** Only where {@link #gatewayRead}. */
    Wan wan() {
        return evidence.wan().orElseThrow();
    }

    /** Only where {@link #gatewayRead}. */
    GatewaySeen gateway() {
        return wan().gateway();
    }

    boolean portAsked() {
        return question().port().isPresent();
    }

    /** What is known of the port; empty where none was asked for, or nothing is known. */
    Optional<PortEvidence> port() {
        return evidence.port();
    }

    WayOut wayOut() {
        return machine().wayOut();
    }

    boolean leaves() {
        return wayOut().state() == WayOut.State.LEAVES;
    }

    /** Whether what this machine sends to the internet enters a tunnel. */
    boolean leavesByTunnel() {
        return leaves()
                && (wayOut().tunnel()
                        || wayOutInterface().map(HostInterface::tunnel).orElse(false));
    }

    Optional<HostInterface> wayOutInterface() {
        Optional<HostInterface> named = interfaces.named(wayOut().networkInterface());
        return named.isPresent() ? named : wayOut().source().flatMap(interfaces::with);
    }

    /** The name of the interface that traffic leaves by; empty where it is not known. */
    String wayOutName() {
        return wayOutInterface().map(HostInterface::name).orElse(wayOut().networkInterface());
    }

    /** The name of the interface that a gateway is on; empty where it is not known. */
    String interfaceOf(GatewaySeen gateway) {
        return gateway.networkInterface().isEmpty()
                ? interfaces.with(gateway.localAddress()).map(HostInterface::name).orElse("")
                : gateway.networkInterface();
    }

    List<NextHop> hops() {
        return evidence.nextHops();
    }

    /**
     * The default gateway of the local network that would be asked for ports: on the interface that
     * the user chose, else on the one that traffic leaves by, else the first; none that is behind a
     * tunnel.
     */
    Optional<NextHop> hop() {
        List<NextHop> local = hops().stream().filter(each -> !isBehindTunnel(each)).toList();
        Optional<NextHop> chosen =
                interfaces
                        .meant(question().networkInterface())
                        .flatMap(each -> on(local, each.name()));
        if (chosen.isPresent()) {
            return chosen;
        }
        Optional<NextHop> used = wayOutInterface().flatMap(each -> on(local, each.name()));
        return used.isPresent() ? used : local.stream().findFirst();
    }

    private boolean isBehindTunnel(NextHop hop) {
        return interfaces.named(hop.networkInterface()).map(HostInterface::tunnel).orElse(false);
    }

    /** The default gateway that an interface uses. */
    Optional<NextHop> hopOn(String networkInterface) {
        return on(hops(), networkInterface);
    }

    private static Optional<NextHop> on(List<NextHop> hops, String networkInterface) {
        return hops.stream()
                .filter(each -> each.networkInterface().equals(networkInterface))
                .findFirst();
    }

    /**
     * The default gateway through which traffic leaves: that of the interface in use, else the
     * first one. Empty where it is a tunnel's, or there is none.
     */
    Optional<NextHop> hopInUse() {
        Optional<NextHop> used = hopOn(wayOutName());
        return leavesByTunnel() ? Optional.empty() : used.isPresent() ? used : hop();
    }

    /** Whether a device is the router: a default gateway, or anybody where there is none. */
    boolean isRouter(InetAddress device) {
        return hops().isEmpty() || Hops.has(hops(), device);
    }

    /** Whether a gateway is controlled over UPnP. */
    static boolean speaksUpnp(GatewaySeen gateway) {
        return gateway.protocols().contains(UPNP);
    }

    /** The external address, where the internet could reach it. */
    Optional<InetAddress> publicAddress() {
        return evidence.wan()
                .flatMap(Wan::externalAddress)
                .filter(each -> AddressClass.of(each).isPublic());
    }

    /** Whether the outside sees this network at the gateway's own address: it is on the way out. */
    boolean seenAtGateway() {
        Optional<InetAddress> external = publicAddress();
        return external.isPresent() && wan().stunAddress().equals(external);
    }

    Optional<OutsideEvidence> outside() {
        return port().flatMap(PortEvidence::outside);
    }

    Optional<OutsideResult> outsideResult() {
        return outside().flatMap(OutsideEvidence::result);
    }

    /** What a helper outside met; empty where there was none. */
    Optional<Reached> reached() {
        return outsideResult().map(OutsideResult::reached);
    }

    /** Whether a helper asked from where the gateway is not. */
    boolean helperSawAnother() {
        Optional<InetAddress> external = evidence.wan().flatMap(Wan::externalAddress);
        return external.isPresent()
                && outsideResult()
                        .map(OutsideResult::seen)
                        .filter(each -> isSameFamily(each, external.get()))
                        .filter(each -> !each.equals(external.get()))
                        .isPresent();
    }

    static boolean isSameFamily(InetAddress one, InetAddress other) {
        return one.getClass() == other.getClass();
    }

    /** Whether a helper reached the port at the gateway: no other evidence says more. */
    boolean provenOpen() {
        return reached().filter(each -> each == Reached.OPEN).isPresent() && !helperSawAnother();
    }

    boolean measured(Measurement measurement) {
        return switch (measurement) {
            case WAY_OUT -> wayOut().state() != WayOut.State.NOT_MEASURED;
            case NEIGHBOUR -> hop().map(Hops::isMeasured).orElse(true);
            case DROPPED_PACKETS -> searching().dropped().measured();
            case INTERNET -> wan().connected().isPresent() || wan().externalAddress().isPresent();
            case LISTENING -> port().map(each -> each.listening().measured()).orElse(true);
            case INBOUND ->
                    provenOpen()
                            || port().map(
                                            each ->
                                                    each.hairpin()
                                                            || each.knock() != Knock.NOT_MEASURED)
                                    .orElse(true);
        };
    }
}
