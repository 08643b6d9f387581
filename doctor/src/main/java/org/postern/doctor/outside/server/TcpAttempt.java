// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.outside.server;

import org.postern.api.doctor.OutsideResult.Reached;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Optional;

/** Connects, and sends nothing. */
final class TcpAttempt implements ReachAttempt {
    private final SocketChannel channel;
    private Optional<Reached> result = Optional.empty();

    private TcpAttempt(SocketChannel channel) {
        this.channel = channel;
    }

    /**
     * Begins to connect.
     *
     * @param local the address from which who asks expects it
     * @param onReady called by the selector's thread
     */
    static TcpAttempt start(
            Selector selector, InetAddress local, InetSocketAddress target, Runnable onReady)
            throws IOException {
        SocketChannel channel = SocketChannel.open();
        TcpAttempt attempt = new TcpAttempt(channel);
        try {
            channel.configureBlocking(false);
            channel.bind(new InetSocketAddress(local, 0));
            // Before it connects, since a refusal that comes at once closes the channel.
            channel.register(selector, SelectionKey.OP_CONNECT, onReady);
            attempt.connect(target);
            return attempt;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private void connect(InetSocketAddress target) {
        try {
            channel.connect(target);
        } catch (IOException e) {
            result = Optional.of(failure(e));
        }
    }

    @Override
    public Optional<Reached> proceed() {
        if (result.isEmpty()) {
            try {
                result = channel.finishConnect() ? Optional.of(connected()) : Optional.empty();
            } catch (IOException e) {
                result = Optional.of(failure(e));
            }
        }
        return result;
    }

    /** On one host, a connection can end where it began, though nobody listens (RFC 9293, 3.5). */
    private Reached connected() throws IOException {
        return channel.getLocalAddress().equals(channel.getRemoteAddress())
                ? Reached.REFUSED
                : Reached.OPEN;
    }

    /** The system's own time limit, which is the other reason for it, is longer than ours. */
    private static Reached failure(IOException failure) {
        return failure instanceof ConnectException ? Reached.REFUSED : Reached.UNREACHABLE;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
