// SPDX-License-Identifier: Apache-2.0
package org.postern.discovery.support;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Hears searches on loopback, by multicast and unicast, on a port of its own, so that it is not
 * disturbed by what else listens on this machine. Answers when the test says so.
 */
public final class FakeDevice implements AutoCloseable {
    private static final long HANG_GUARD_SECONDS = 20;

    /** What came in. */
    public record Heard(String text, InetSocketAddress from) {
        public String header(String name) {
            return text.lines()
                    .filter(line -> line.startsWith(name + ": "))
                    .findFirst()
                    .orElseThrow()
                    .substring(name.length() + 2);
        }
    }

    private final DatagramChannel channel;
    private final BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();

    public FakeDevice() throws IOException {
        channel = DatagramChannel.open(StandardProtocolFamily.INET);
        channel.bind(new InetSocketAddress("0.0.0.0", 0));
        NetworkInterface lo = loopback();
        channel.setOption(StandardSocketOptions.IP_MULTICAST_IF, lo);
        channel.join(InetAddress.getByName("239.255.255.250"), lo);
        Thread thread = new Thread(this::listen, "fake-device");
        thread.setDaemon(true);
        thread.start();
    }

    public static NetworkInterface loopback() throws IOException {
        return NetworkInterface.getByInetAddress(InetAddress.getByName("127.0.0.1"));
    }

    public static String answer(String location, String target, String usn) {
        return "HTTP/1.1 200 OK\r\nCACHE-CONTROL: max-age=120\r\nLOCATION: "
                + location
                + "\r\nST: "
                + target
                + "\r\nUSN: "
                + usn
                + "\r\n\r\n";
    }

    public int port() throws IOException {
        return ((InetSocketAddress) channel.getLocalAddress()).getPort();
    }

    /** Waits for the next search. */
    public Heard next() throws InterruptedException {
        Heard next = heard.poll(HANG_GUARD_SECONDS, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("nothing came");
        }
        return next;
    }

    public List<Heard> next(int count) throws InterruptedException {
        Heard[] all = new Heard[count];
        for (int i = 0; i < count; i++) {
            all[i] = next();
        }
        return List.of(all);
    }

    public int waiting() {
        return heard.size();
    }

    public void send(String text, InetSocketAddress to) throws IOException {
        send(text.getBytes(StandardCharsets.UTF_8), to);
    }

    public void send(byte[] bytes, InetSocketAddress to) throws IOException {
        channel.send(ByteBuffer.wrap(bytes), to);
    }

    private void listen() {
        ByteBuffer buffer = ByteBuffer.allocate(4096);
        try {
            while (true) {
                InetSocketAddress from = (InetSocketAddress) channel.receive(buffer.clear());
                heard.add(new Heard(StandardCharsets.UTF_8.decode(buffer.flip()).toString(), from));
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
