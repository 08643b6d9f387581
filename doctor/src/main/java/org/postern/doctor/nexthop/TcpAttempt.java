// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.nexthop;

import org.postern.doctor.evidence.PortAnswer;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** An attempt to connect to a port. Belongs to the thread that asks. */
final class TcpAttempt implements AutoCloseable {
    private final SocketChannel channel;
    private final InetSocketAddress port;
    private PortAnswer answer = PortAnswer.SILENT;

    private TcpAttempt(SocketChannel channel, InetSocketAddress port) {
        this.channel = channel;
        this.port = port;
    }

    /** The selector's key has the attempt attached. */
    static TcpAttempt start(InetSocketAddress port, Selector selector) throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.INET);
        try {
            TcpAttempt attempt = new TcpAttempt(channel, port);
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_CONNECT, attempt);
            attempt.connect();
            return attempt;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    InetSocketAddress port() {
        return port;
    }

    PortAnswer answer() {
        return answer;
    }

    boolean isPending() {
        return answer == PortAnswer.SILENT;
    }

    /** A host of this machine's own may answer at once. */
    private void connect() throws ClosedChannelException {
        try {
            connected(channel.connect(port));
        } catch (ClosedChannelException e) {
            throw e;
        } catch (IOException e) {
            failed(e);
        }
    }

    /** Takes the outcome, once it is there. */
    void finish() {
        try {
            connected(channel.finishConnect());
        } catch (ClosedChannelException e) {
            // By an interrupt, which ends all.
        } catch (IOException e) {
            failed(e);
        }
    }

    private void connected(boolean done) {
        if (done) {
            answer = PortAnswer.ANSWERED;
            close();
        }
    }

    /** All but a refusal says that there is no way, as where nobody answers to ARP. */
    private void failed(IOException failure) {
        answer = failure instanceof ConnectException ? PortAnswer.REFUSED : PortAnswer.NO_ROUTE;
        close();
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            System.getLogger(TcpAttempt.class.getName())
                    .log(Level.DEBUG, "A connection could not be closed: " + e + ".");
        }
    }
}
