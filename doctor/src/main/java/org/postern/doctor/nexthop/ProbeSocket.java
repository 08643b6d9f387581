// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.nexthop;

import org.postern.doctor.evidence.PortAnswer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.List;

/**
 * A socket that is connected to a port of a gateway: only such a socket is told that the port is
 * refused. Belongs to the thread that asks.
 */
final class ProbeSocket implements AutoCloseable {
    /** Writes the questions, for an address of this machine; reads what comes back. */
    interface Question {
        /** All datagrams of one attempt. */
        List<ByteBuffer> datagrams(InetAddress local);

        /** Whether no more answers are awaited after this one. */
        boolean isLast(ByteBuffer answer);
    }

    private final DatagramChannel channel;
    private final InetSocketAddress port;
    private final Question question;
    private PortAnswer answer = PortAnswer.SILENT;
    private boolean settled;
    private boolean sent;

    private ProbeSocket(DatagramChannel channel, InetSocketAddress port, Question question) {
        this.channel = channel;
        this.port = port;
        this.question = question;
    }

    /** Asks nothing yet. The selector's key has the socket attached. */
    static ProbeSocket open(InetSocketAddress port, Question question, Selector selector)
            throws IOException {
        DatagramChannel channel = DatagramChannel.open(StandardProtocolFamily.INET);
        try {
            ProbeSocket socket = new ProbeSocket(channel, port, question);
            channel.configureBlocking(false);
            socket.connect();
            channel.register(selector, SelectionKey.OP_READ, socket);
            return socket;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** Where there is no way to a default gateway, a rule of this machine wants it so. */
    private void connect() throws ClosedChannelException {
        try {
            channel.connect(port);
        } catch (ClosedChannelException e) {
            throw e;
        } catch (IOException e) {
            settle(PortAnswer.NOT_PERMITTED);
        }
    }

    InetSocketAddress port() {
        return port;
    }

    PortAnswer answer() {
        return answer;
    }

    /** Whether nothing else is awaited. */
    boolean isSettled() {
        return settled;
    }

    /** Sends all questions, once more where that was done before. */
    void ask() throws ClosedChannelException {
        try {
            InetAddress local = ((InetSocketAddress) channel.getLocalAddress()).getAddress();
            for (ByteBuffer each : question.datagrams(local)) {
                channel.write(each);
                sent = true;
            }
        } catch (ClosedChannelException e) {
            throw e;
        } catch (IOException e) {
            // What was refused of an earlier datagram is told when the next one is sent.
            settle(sent ? PortAnswer.REFUSED : PortAnswer.NOT_PERMITTED);
        }
    }

    /** Takes one datagram; more of a flood are not read than the answers that are awaited. */
    void receive(ByteBuffer buffer) {
        try {
            buffer.clear();
            if (channel.read(buffer) > 0) {
                answer = PortAnswer.ANSWERED;
                settled |= question.isLast(buffer.flip());
            }
        } catch (ClosedChannelException e) {
            // By an interrupt, which ends all.
        } catch (IOException e) {
            // Port unreachable, or another ICMP message by which a firewall refuses.
            settle(PortAnswer.REFUSED);
        }
    }

    /** An answer stays one, also where something else is refused. */
    private void settle(PortAnswer met) {
        settled = true;
        if (answer != PortAnswer.ANSWERED) {
            answer = met;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new IllegalStateException("A datagram socket could not be closed.", e);
        }
    }
}
