// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.rules;

import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.Protocol;
import org.postern.doctor.evidence.PortEntry;
import org.postern.doctor.evidence.PortEvidence;
import org.postern.doctor.internal.host.ListeningSockets;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Who listens on this machine at the port that a mapping leads to, or would lead to. */
final class Program {
    /** So many ports are named to people. */
    private static final int NAMED = 5;

    /** A program that is set to another port is mostly set to one close by. */
    private static final int CLOSE_BY = 100;

    private final PortEvidence evidence;
    private final Protocol protocol;
    private final InetAddress target;
    private final int asked;
    private final int port;

    private Program(PortEvidence evidence, Protocol protocol, InetAddress target, int asked) {
        this.evidence = evidence;
        this.protocol = protocol;
        this.asked = asked;
        Optional<PortMapping> ours = ours(evidence.entry());
        this.target = ours.map(PortMapping::internalClient).orElse(target);
        int mapped = ours.map(PortMapping::internalPort).orElse(asked);
        // Whoever mapped it to another port meant that one, unless a program waits at this one.
        this.port = listensAt(mapped) || !listensAt(asked) ? mapped : asked;
    }

    /** Only where a port was asked for and a gateway was read. */
    static Program of(Situation situation, PortEvidence evidence) {
        int external = situation.question().port().orElseThrow();
        return new Program(
                evidence,
                situation.question().protocol(),
                situation.gateway().localAddress(),
                situation.question().internalPort().orElse(external));
    }

    private static Optional<PortMapping> ours(PortEntry entry) {
        return switch (entry.state()) {
            case OURS, OTHER_INTERNAL_PORT -> entry.mapping();
            case OTHERS, NONE, UNKNOWN -> Optional.empty();
        };
    }

    /** The port of this machine that is judged. */
    int port() {
        return port;
    }

    /** Where the mapping leads, if that is another port of this machine than the program's. */
    Optional<Integer> mappedElsewhere() {
        return ours(evidence.entry()).map(PortMapping::internalPort).filter(each -> each != port);
    }

    /** The transport protocol that was asked for. */
    Protocol protocol() {
        return protocol;
    }

    /** The other transport protocol. */
    Protocol otherProtocol() {
        return protocol == Protocol.TCP ? Protocol.UDP : Protocol.TCP;
    }

    private static List<InetSocketAddress> sockets(ListeningSockets all, Protocol protocol) {
        return protocol == Protocol.TCP ? all.tcp() : all.udp();
    }

    private Stream<InetSocketAddress> at(Protocol which, int number) {
        return sockets(evidence.listening(), which).stream()
                .filter(each -> each.getPort() == number);
    }

    private boolean listensAt(int number) {
        return at(protocol, number).findAny().isPresent();
    }

    boolean listens() {
        return listensAt(port);
    }

    boolean listensOverOther() {
        return at(otherProtocol(), port).findAny().isPresent();
    }

    /** Whether what the gateway forwards meets a socket. */
    boolean isReached() {
        return ListeningSockets.reach(sockets(evidence.listening(), protocol), target, port);
    }

    /** Where it listens. */
    List<InetAddress> addresses() {
        return at(protocol, port).map(InetSocketAddress::getAddress).distinct().toList();
    }

    /** The address of this machine that the gateway forwards to. */
    InetAddress target() {
        return target;
    }

    /** The ports at which programs could be reached, the closest ones first. */
    List<Integer> otherPorts() {
        return sockets(evidence.listening(), protocol).stream()
                .filter(each -> ListeningSockets.reach(List.of(each), target, each.getPort()))
                .map(InetSocketAddress::getPort)
                .filter(each -> each != port)
                .distinct()
                .sorted(Comparator.comparing(each -> Math.abs(each - asked)))
                .limit(NAMED)
                .toList();
    }

    /** The port that may be the program's: the only one, or one close by. */
    Optional<Integer> likelyPort() {
        List<Integer> others = otherPorts();
        return others.stream()
                .findFirst()
                .filter(each -> others.size() == 1 || Math.abs(each - asked) <= CLOSE_BY);
    }
}
