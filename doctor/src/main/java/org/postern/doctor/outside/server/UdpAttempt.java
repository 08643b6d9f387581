// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.outside.server;

import org.postern.api.doctor.OutsideResult.Reached;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Sends a few random bytes, and waits for the same bytes to come back. */
final class UdpAttempt implements ReachAttempt {
    private static final int NONCE_BYTES = 16;
    private static final int MOST_TRIES = 3;

    /** Of one attempt, whatever they are. */
    private static final int MOST_DATAGRAMS = 32;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final DatagramChannel channel;
    private final SelectionKey key;
    private final byte[] nonce = new byte[NONCE_BYTES];
    private final ByteBuffer received = ByteBuffer.allocate(1500);
    private final LongSupplier nanoTime;
    private final int mostTries;
    private final long intervalNanos;
    private final long startNanos;
    private int tries;
    private int datagrams;
    private Optional<Reached> result = Optional.empty();

    private UdpAttempt(
            DatagramChannel channel,
            SelectionKey key,
            int requestBytes,
            Duration longest,
            LongSupplier nanoTime) {
        this.channel = channel;
        this.key = key;
        this.nanoTime = nanoTime;
        this.mostTries = Math.min(MOST_TRIES, requestBytes / NONCE_BYTES);
        this.intervalNanos = longest.dividedBy(MOST_TRIES).toNanos();
        this.startNanos = nanoTime.getAsLong();
        RANDOM.nextBytes(nonce);
    }

    /**
     * Sends the first datagram.
     *
     * @param local the address from which who asks expects it
     * @param requestBytes how many bytes came; no more are sent
     * @param longest how long it is waited for; the datagram is sent anew after each third of it
     * @param onReady called by the selector's thread
     */
    static UdpAttempt start(
            Selector selector,
            InetAddress local,
            InetSocketAddress target,
            int requestBytes,
            Duration longest,
            LongSupplier nanoTime,
            Runnable onReady)
            throws IOException {
        DatagramChannel channel = DatagramChannel.open();
        try {
            channel.configureBlocking(false);
            channel.bind(new InetSocketAddress(local, 0));
            // The system then passes on what comes from there alone, and tells of refusals.
            channel.connect(target);
            SelectionKey key = channel.register(selector, SelectionKey.OP_READ, onReady);
            return new UdpAttempt(channel, key, requestBytes, longest, nanoTime);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public Optional<Reached> proceed() {
        try {
            while (result.isEmpty() && datagrams < MOST_DATAGRAMS && channel.read(received) > 0) {
                datagrams++;
                look(received.flip());
                received.clear();
            }
            if (datagrams == MOST_DATAGRAMS) {
                key.interestOps(0);
            }
            if (result.isEmpty() && isDue()) {
                send();
            }
        } catch (PortUnreachableException e) {
            result = Optional.of(Reached.REFUSED);
        } catch (IOException e) {
            result = Optional.of(Reached.UNREACHABLE);
        }
        return result;
    }

    /** A program may put something before or behind what it sends back. */
    private void look(ByteBuffer datagram) {
        for (int at = 0; at + NONCE_BYTES <= datagram.limit(); at++) {
            if (datagram.slice(at, NONCE_BYTES).equals(ByteBuffer.wrap(nonce))) {
                result = Optional.of(Reached.OPEN);
            }
        }
    }

    private boolean isDue() {
        return tries < mostTries && nanoTime.getAsLong() - startNanos - tries * intervalNanos >= 0;
    }

    private void send() throws IOException {
        tries++;
        channel.write(ByteBuffer.wrap(nonce));
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
