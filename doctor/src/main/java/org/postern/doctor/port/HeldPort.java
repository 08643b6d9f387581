// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.port;

import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.PortMapping;
import org.postern.doctor.evidence.NextHop.Neighbour;
import org.postern.doctor.evidence.PortEntry;
import org.postern.doctor.evidence.PortEntry.State;
import org.postern.doctor.port.mapping.OwnAddresses;
import org.postern.doctor.port.mapping.SeenPort;
import org.postern.doctor.port.mapping.TestName;
import org.postern.doctor.timing.ParallelCalls;
import org.postern.doctor.timing.TimeLimit;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * Whose the port is before anything is changed, E13 and E14.
 *
 * @param entry what the gateway holds
 * @param known whether nothing is held where nothing is seen
 * @param otherProtocolOpen whether the number leads to this machine over the other protocol
 * @param target the address and port of this machine that the port leads to, or is to lead to
 */
record HeldPort(
        PortEntry entry, boolean known, boolean otherProtocolOpen, InetSocketAddress target) {
    /** Asks the gateway, and the network for the holder of another's mapping. */
    static HeldPort look(
            PortInquiry inquiry, HolderLookup holders, ParallelCalls calls, TimeLimit limit)
            throws InterruptedException {
        SeenPort seen = seen(inquiry, calls, limit);
        InetAddress local = inquiry.localAddress();
        // What a test left that was killed is taken for its own by the next, and removed.
        Optional<PortMapping> mapping =
                seen.mapping().filter(each -> !TestName.isOf(each) || !isOwn(each, local));
        boolean known = seen.known() || seen.mapping().isPresent();
        boolean other = seen.otherProtocol().filter(each -> isOwn(each, local)).isPresent();
        InetSocketAddress wanted = new InetSocketAddress(local, inquiry.internalPort());
        if (mapping.isEmpty()) {
            State state = known ? State.NONE : State.UNKNOWN;
            PortEntry none = new PortEntry(state, Optional.empty(), Neighbour.NOT_MEASURED);
            return new HeldPort(none, known, other, wanted);
        }
        PortMapping held = mapping.get();
        if (!isOwn(held, local)) {
            PortEntry others = new PortEntry(State.OTHERS, mapping, holder(held, holders, limit));
            return new HeldPort(others, known, other, wanted);
        }
        State state =
                held.internalPort() == inquiry.internalPort()
                        ? State.OURS
                        : State.OTHER_INTERNAL_PORT;
        return new HeldPort(
                new PortEntry(state, mapping, Neighbour.PRESENT),
                known,
                other,
                new InetSocketAddress(held.internalClient(), held.internalPort()));
    }

    private static SeenPort seen(PortInquiry inquiry, ParallelCalls calls, TimeLimit limit)
            throws InterruptedException {
        try {
            return calls.ask(() -> SeenPort.look(inquiry.gateway(), inquiry.key()), limit);
        } catch (GatewayException e) {
            return SeenPort.UNKNOWN;
        }
    }

    private static boolean isOwn(PortMapping mapping, InetAddress local) {
        return OwnAddresses.include(mapping.internalClient(), local);
    }

    private static Neighbour holder(PortMapping held, HolderLookup holders, TimeLimit limit)
            throws InterruptedException {
        Neighbour holder =
                held.internalClient().isAnyLocalAddress()
                        ? Neighbour.NOT_MEASURED
                        : holders.look(held.internalClient(), limit);
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        return holder;
    }

    /** Whether the port leads to this machine. */
    boolean isOurs() {
        return entry.state() == State.OURS || entry.state() == State.OTHER_INTERNAL_PORT;
    }

    /** Whether nothing is seen there that a test could harm. */
    boolean seemsFree() {
        return entry.state() == State.NONE || entry.state() == State.UNKNOWN;
    }
}
