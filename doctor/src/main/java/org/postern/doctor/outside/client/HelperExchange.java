// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.outside.client;

import org.postern.doctor.timing.TimeLimit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** One request over one connection. For one thread, which may be interrupted. */
final class HelperExchange implements AutoCloseable {
    private final Selector selector;
    private final SocketChannel channel;
    private final SelectionKey key;

    private HelperExchange(Selector selector, SocketChannel channel) throws IOException {
        this.selector = selector;
        this.channel = channel;
        channel.configureBlocking(false);
        key = channel.register(selector, 0);
    }

    /** One that is not connected yet. */
    static HelperExchange open() throws IOException {
        SocketChannel channel = SocketChannel.open();
        try {
            return new HelperExchange(Selector.open(), channel);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /**
     * Connects.
     *
     * @param asked the address that the helper is to see; where it is one of this machine, the
     *     connection leaves from it, since a machine has several of IPv6
     * @throws IOException when it cannot, or not in time
     */
    void connect(InetAddress asked, InetSocketAddress helper, TimeLimit deadline)
            throws IOException, InterruptedException {
        if (isOwn(asked)) {
            channel.bind(new InetSocketAddress(asked, 0));
        }
        if (!channel.connect(helper)) {
            await(SelectionKey.OP_CONNECT, deadline);
            while (!channel.finishConnect()) {
                await(SelectionKey.OP_CONNECT, deadline);
            }
        }
    }

    private static boolean isOwn(InetAddress address) {
        try {
            return address.isLoopbackAddress()
                    || !address.isAnyLocalAddress()
                            && NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException e) {
            return false;
        }
    }

    /**
     * Sends a request, and reads the answer.
     *
     * @return empty for what is no answer of HTTP, or longer than it may be
     * @throws IOException when the connection fails, or no whole answer comes in time
     */
    Optional<HelperReply> ask(String request, TimeLimit deadline)
            throws IOException, InterruptedException {
        ByteBuffer rest = ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII));
        channel.write(rest);
        while (rest.hasRemaining()) {
            await(SelectionKey.OP_WRITE, deadline);
            channel.write(rest);
        }
        HelperReplyReader reader = new HelperReplyReader();
        ByteBuffer buffer = ByteBuffer.allocate(HelperReplyReader.MAX_BYTES);
        while (!reader.complete() && !reader.tooLong()) {
            await(SelectionKey.OP_READ, deadline);
            if (channel.read(buffer) < 0) {
                return reader.reply();
            }
            reader.feed(buffer.flip());
            buffer.clear();
        }
        return reader.reply();
    }

    /** Returns when the channel may be ready. */
    private void await(int operation, TimeLimit deadline) throws IOException, InterruptedException {
        long left = deadline.leftMillis();
        if (left <= 0) {
            throw new ClientTimeoutException();
        }
        key.interestOps(operation);
        selector.select(left);
        selector.selectedKeys().clear();
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            selector.close();
        }
    }
}
