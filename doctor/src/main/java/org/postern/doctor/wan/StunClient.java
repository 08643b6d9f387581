// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.wan;

import org.postern.doctor.internal.address.AddressClass;
import org.postern.doctor.lookup.HostLookup;
import org.postern.doctor.timing.TimeLimit;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Asks a STUN server as which IPv4 address it sees this network, E18. Blocks its caller. */
public final class StunClient {
    /** RFC 8489 section 6.2.1: the interval doubles from half a second on. */
    private static final List<Duration> SENDS =
            List.of(Duration.ZERO, Duration.ofMillis(500), Duration.ofMillis(1500));

    private static final Duration LONGEST = Duration.ofMillis(3500);
    private static final Duration LONGEST_LOOKUP = Duration.ofSeconds(3);

    /** A response has about a hundred bytes. */
    private static final int BUFFER = 1500;

    /** Who floods the socket must not keep this from ending in time. */
    private static final int READS_PER_TURN = 16;

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final System.Logger LOG = System.getLogger(StunClient.class.getName());

    private StunClient() {}

    /**
     * Asks, up to three times, and waits seven seconds at most, including the look-up of the name.
     *
     * @param server the only host that anything is sent to
     * @param limit when it ends at the latest
     * @return empty where the server is not known, does not answer, or tells no usable address
     * @throws InterruptedException when the calling thread is interrupted
     */
    public static Optional<InetAddress> ask(StunServer server, TimeLimit limit)
            throws InterruptedException {
        Optional<InetAddress> host = lookUp(server.host(), limit.atMost(LONGEST_LOOKUP));
        if (host.isEmpty()) {
            return Optional.empty();
        }
        try {
            return ask(new InetSocketAddress(host.get(), server.port()), limit.atMost(LONGEST));
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "The STUN server " + server + " cannot be asked: " + e);
            if (Thread.interrupted()) {
                throw new InterruptedException(e.getMessage());
            }
            return Optional.empty();
        }
    }

    private static Optional<InetAddress> ask(InetSocketAddress server, TimeLimit limit)
            throws IOException, InterruptedException {
        byte[] id = new byte[StunMessage.TRANSACTION_ID_LENGTH];
        RANDOM.nextBytes(id);
        try (DatagramChannel channel = DatagramChannel.open(StandardProtocolFamily.INET);
                Selector selector = Selector.open()) {
            channel.configureBlocking(false);
            // Only a connected socket takes answers of this server alone, and hears a refusal.
            channel.connect(server);
            channel.register(selector, SelectionKey.OP_READ);
            int sent = 0;
            while (!limit.isOver()) {
                if (sent < SENDS.size() && limit.elapsed().compareTo(SENDS.get(sent)) >= 0) {
                    channel.write(StunMessage.bindingRequest(id));
                    sent++;
                }
                selector.select(millisToNext(sent, limit));
                selector.selectedKeys().clear();
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                Optional<StunMessage.Response> response = receive(channel, id);
                if (response.isPresent()) {
                    return response.get()
                            .mapped()
                            .filter(each -> AddressClass.of(each).isAssignable());
                }
            }
            return Optional.empty();
        }
    }

    private static long millisToNext(int sent, TimeLimit limit) {
        long left = limit.leftMillis();
        if (sent < SENDS.size()) {
            left = Math.min(left, SENDS.get(sent).minus(limit.elapsed()).toMillis() + 1);
        }
        return Math.max(1, left);
    }

    /** What is no response to this request is passed over. */
    private static Optional<StunMessage.Response> receive(DatagramChannel channel, byte[] id)
            throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        Optional<StunMessage.Response> response = Optional.empty();
        for (int i = 0; i < READS_PER_TURN && response.isEmpty(); i++) {
            if (channel.read(buffer.clear()) <= 0) {
                break;
            }
            response = StunMessage.response(buffer.flip(), id);
        }
        return response;
    }

    private static Optional<InetAddress> lookUp(String host, TimeLimit limit)
            throws InterruptedException {
        return HostLookup.addresses(host, limit).stream()
                .filter(Inet4Address.class::isInstance)
                .findFirst();
    }
}
