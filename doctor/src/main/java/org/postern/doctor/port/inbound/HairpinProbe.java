// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.port.inbound;

import org.postern.doctor.internal.address.AddressClass;
import org.postern.doctor.internal.host.KernelSocket;
import org.postern.doctor.internal.host.WayOut;
import org.postern.doctor.port.listening.OwnPort;
import org.postern.doctor.timing.TimeLimit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Connects to a TCP port at the external address from inside, E22. Many gateways do not forward that,
 * and some answer with their own page: so only a connection that comes back to this machine counts.
 *
 * @param external where to connect
 * @param local the address and port of this machine that the mapping leads to
 * @param gateway the address of the gateway, from which the connection may seem to come
 * @param own where the port is listened on for the test; empty where a program does
 * @param table of this machine's connections
 */
public record HairpinProbe(
        InetSocketAddress external,
        InetSocketAddress local,
        InetAddress gateway,
        Optional<OwnPort> own,
        TcpTable table) {
    /** The gateway is one hop away, and a first packet that is lost is not worth a second. */
    private static final Duration LONGEST = Duration.ofMillis(500);

    private static final long LOOK_MILLIS = 10;

    /**
     * Whether the gateway has the address that it tells, as far as anybody can know who sends nothing:
     * otherwise the connection would go to somebody else. It is a public one, in the right order (quirk
     * A56), and the way there leads through the gateway.
     *
     * @param external what the gateway tells
     * @param way to that address
     * @param seen this machine's address as the gateway sees it
     */
    public static boolean isOfGateway(InetAddress external, WayOut way, InetAddress seen) {
        return AddressClass.of(external) == AddressClass.PUBLIC
                && AddressClass.privateInReverse(external).isEmpty()
                && way.source().filter(seen::equals).isPresent();
    }

    /** Whether the port was reached; blocks half a second at most. */
    public boolean reaches(TimeLimit whole) throws InterruptedException {
        TimeLimit limit = whole.atMost(LONGEST);
        try (SocketChannel channel = SocketChannel.open()) {
            Set<InetSocketAddress> before = own.isPresent() ? Set.of() : connected();
            channel.configureBlocking(false);
            channel.bind(new InetSocketAddress(local.getAddress(), 0));
            return isConnected(channel, limit)
                    && (own.isPresent()
                            ? isHeard(channel, own.get(), limit)
                            : isSeen(before, limit));
        } catch (IOException e) {
            return false;
        }
    }

    private boolean isConnected(SocketChannel channel, TimeLimit limit)
            throws IOException, InterruptedException {
        boolean connected = channel.connect(external);
        while (!connected && !limit.isOver()) {
            Thread.sleep(LOOK_MILLIS);
            connected = channel.finishConnect();
        }
        return connected;
    }

    private static boolean isHeard(SocketChannel channel, OwnPort own, TimeLimit limit)
            throws IOException, InterruptedException {
        String nonce = UUID.randomUUID().toString();
        channel.write(ByteBuffer.wrap(nonce.getBytes(StandardCharsets.US_ASCII)));
        return own.awaitArrival(each -> each.start().equals(nonce), limit);
    }

    /** The program may have ended it already. */
    private boolean isSeen(Set<InetSocketAddress> before, TimeLimit limit)
            throws IOException, InterruptedException {
        while (true) {
            Set<InetSocketAddress> now = connected();
            now.removeAll(before);
            if (!now.isEmpty()) {
                return true;
            }
            if (limit.isOver()) {
                return false;
            }
            Thread.sleep(LOOK_MILLIS);
        }
    }

    /** The other ends of connections to the port that may be this one. */
    private Set<InetSocketAddress> connected() throws IOException {
        Set<InetSocketAddress> ends = new HashSet<>();
        for (KernelSocket each : table.read()) {
            InetAddress from = each.remote().getAddress();
            boolean mayBeIt =
                    from.equals(local.getAddress())
                            || from.equals(gateway)
                            || from.equals(external.getAddress());
            if (each.local().equals(local) && mayBeIt && isConnection(each)) {
                ends.add(each.remote());
            }
        }
        return ends;
    }

    private static boolean isConnection(KernelSocket socket) {
        return switch (socket.state()) {
            case KernelSocket.LISTEN, KernelSocket.SYN_RECEIVED, KernelSocket.SYN_SENT -> false;
            default -> true;
        };
    }
}
