// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.outside.server;

import org.postern.api.doctor.OutsideResult.Reached;
import org.postern.api.gateway.Protocol;
import org.postern.doctor.internal.address.Ipv6Text;

import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * One connection: a request, its check, the answer, and then the end. Lives on the thread of its loop
 * alone, and never blocks.
 */
final class HelperConnection implements Closeable {
    private static final Logger LOG = System.getLogger("org.postern.doctor");

    private enum Stage {
        READING,
        CHECKING,
        ANSWERING,
        /** What has not been read when a socket is closed makes the system revoke the answer. */
        CLOSING,
        CLOSED
    }

    /** More is not read before the end. */
    private static final int MAX_DRAINED = 64 * 1024;

    private final SocketChannel channel;
    private final InetAddress asker;
    private final InetAddress network;
    private final InetAddress local;
    private final Selector selector;
    private final SelectionKey key;
    private final Admission admission;
    private final HelperLimits limits;
    private final LongSupplier nanoTime;
    private final HelperRequestReader reader = new HelperRequestReader();
    private final ByteBuffer buffer = ByteBuffer.allocate(HelperRequestReader.MAX_BYTES);
    private Stage stage = Stage.READING;
    private Optional<ReachAttempt> attempt = Optional.empty();
    private ByteBuffer answer = ByteBuffer.allocate(0);
    private long deadlineNanos;
    private int drained;

    /** Of an accepted channel, which is closed with it. */
    HelperConnection(
            SocketChannel channel,
            Selector selector,
            Admission admission,
            HelperLimits limits,
            LongSupplier nanoTime)
            throws IOException {
        this.channel = channel;
        this.asker = ((InetSocketAddress) channel.getRemoteAddress()).getAddress();
        this.network = AskerNetwork.of(asker);
        this.local = ((InetSocketAddress) channel.getLocalAddress()).getAddress();
        this.selector = selector;
        this.admission = admission;
        this.limits = limits;
        this.nanoTime = nanoTime;
        channel.configureBlocking(false);
        this.key = channel.register(selector, SelectionKey.OP_READ, (Runnable) this::proceed);
        setDeadline(limits.requestTime());
    }

    /** See {@link AskerNetwork}. */
    InetAddress network() {
        return network;
    }

    boolean closed() {
        return stage == Stage.CLOSED;
    }

    /** Does what can be done now: something came, or some time has passed. */
    void proceed() {
        try {
            boolean overdue = nanoTime.getAsLong() - deadlineNanos >= 0;
            switch (stage) {
                case READING -> read(overdue);
                case CHECKING -> check(overdue);
                case ANSWERING -> write(overdue);
                case CLOSING -> drain(overdue);
                case CLOSED -> {}
            }
        } catch (IOException | RuntimeException e) {
            // Mostly, whoever asked is gone.
            LOG.log(Level.DEBUG, () -> "a connection failed: " + e);
            close();
        }
    }

    private void read(boolean overdue) throws IOException {
        int count = readSome();
        reader.feed(buffer.flip());
        if (reader.complete() || reader.tooLong()) {
            onRequest();
        } else if (overdue || count < 0) {
            close();
        }
    }

    private int readSome() throws IOException {
        buffer.clear();
        return channel.read(buffer);
    }

    private void onRequest() throws IOException {
        try {
            if (reader.tooLong()) {
                throw new HelperRefusedException(HelperRefusal.TOO_LONG);
            }
            HelperRequest request = HelperRequest.of(reader.text());
            begin(admission.admit(request, asker, local));
        } catch (HelperRefusedException e) {
            answer(HelperAnswer.of(asker, e));
        }
    }

    private void begin(CheckTarget target) throws IOException {
        stage = Stage.CHECKING;
        key.interestOps(0);
        setDeadline(limits.checkTime());
        try {
            attempt = Optional.of(attempt(target));
        } catch (IOException | RuntimeException e) {
            // Without a socket nothing can be said, such as when there are too many.
            LOG.log(Level.DEBUG, () -> "a check could not begin: " + e);
            admission.ended();
            answer(HelperAnswer.of(asker, new HelperRefusedException(HelperRefusal.BUSY, 1)));
            return;
        }
        check(false);
    }

    /** To the address that asked, with the scope by which it is known here. */
    private ReachAttempt attempt(CheckTarget target) throws IOException {
        InetSocketAddress port = new InetSocketAddress(asker, target.port());
        return target.protocol() == Protocol.TCP
                ? TcpAttempt.start(selector, local, port, this::proceed)
                : UdpAttempt.start(
                        selector,
                        local,
                        port,
                        reader.length(),
                        limits.checkTime(),
                        nanoTime,
                        this::proceed);
    }

    private void check(boolean overdue) throws IOException {
        Optional<Reached> reached = attempt.flatMap(ReachAttempt::proceed);
        if (reached.isPresent() || overdue) {
            endAttempt();
            Reached result = reached.orElse(Reached.TIMEOUT);
            LOG.log(Level.DEBUG, () -> "a port of " + Ipv6Text.of(asker) + ": " + result);
            answer(HelperAnswer.of(asker, result));
        }
    }

    private void answer(ByteBuffer message) throws IOException {
        stage = Stage.ANSWERING;
        answer = message;
        key.interestOps(SelectionKey.OP_WRITE);
        setDeadline(limits.closingTime());
        write(false);
    }

    private void write(boolean overdue) throws IOException {
        channel.write(answer);
        if (!answer.hasRemaining()) {
            channel.shutdownOutput();
            stage = Stage.CLOSING;
            key.interestOps(SelectionKey.OP_READ);
        } else if (overdue) {
            close();
        }
    }

    private void drain(boolean overdue) throws IOException {
        int count = readSome();
        drained += Math.max(0, count);
        if (count < 0 || drained > MAX_DRAINED || overdue) {
            close();
        }
    }

    private void setDeadline(Duration longest) {
        deadlineNanos = nanoTime.getAsLong() + longest.toNanos();
    }

    private void endAttempt() {
        attempt.ifPresent(
                each -> {
                    closeQuietly(each);
                    admission.ended();
                });
        attempt = Optional.empty();
    }

    @Override
    public void close() {
        stage = Stage.CLOSED;
        endAttempt();
        closeQuietly(channel);
    }

    private static void closeQuietly(Closeable each) {
        try {
            each.close();
        } catch (IOException e) {
            // There is nothing left to lose.
        }
    }
}
