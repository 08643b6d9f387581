// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MulticastSocket;
import java.net.NetworkInterface;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Searches and listens on the loopback interface; hears only one router. */
final class SsdpProbe implements AutoCloseable {
    private static final int HANG_GUARD_MILLIS = 15_000;
    private static final int REPETITION_MILLIS = 500;
    private static final String GROUP = "239.255.255.250";

    private final MulticastSocket socket;
    private final String location;
    private final String sender;

    /** A message, of either kind. */
    record Heard(String startLine, Map<String, String> headers, InetSocketAddress from) {
        String header(String name) {
            return headers.getOrDefault(name, "(absent)");
        }
    }

    /** Hears answers that lead to the location; empty: all. */
    SsdpProbe(String location) throws IOException {
        this(new MulticastSocket(new InetSocketAddress("127.0.0.1", 0)), location, "");
    }

    private SsdpProbe(MulticastSocket socket, String location, String sender) throws IOException {
        this.socket = socket;
        this.location = location;
        this.sender = sender;
        socket.setOption(StandardSocketOptions.IP_MULTICAST_IF, NetworkInterface.getByName("lo"));
        socket.setSoTimeout(HANG_GUARD_MILLIS);
    }

    /** Searches from a source port, and hears all. */
    static SsdpProbe from(int port) throws IOException {
        return new SsdpProbe(new MulticastSocket(new InetSocketAddress("127.0.0.1", port)), "", "");
    }

    /** Hears announcements that come from the address. */
    static SsdpProbe listening(String sender) throws IOException {
        MulticastSocket socket = new MulticastSocket(new InetSocketAddress(GROUP, 1900));
        socket.setReceiveBufferSize(1 << 20);
        socket.joinGroup(new InetSocketAddress(GROUP, 1900), NetworkInterface.getByName("lo"));
        return new SsdpProbe(socket, "", sender);
    }

    void multicast(String datagram) throws IOException {
        unicast(datagram, GROUP);
    }

    void unicast(String datagram, String address) throws IOException {
        byte[] bytes = datagram.getBytes(StandardCharsets.UTF_8);
        InetAddress to = InetAddress.getByName(address);
        socket.send(new DatagramPacket(bytes, bytes.length, to, 1900));
    }

    /** The next message that concerns this probe. */
    Heard answer() throws IOException {
        while (true) {
            DatagramPacket packet = new DatagramPacket(new byte[4000], 4000);
            socket.receive(packet);
            Heard heard = read(packet);
            boolean wanted = location.isEmpty() || heard.header("LOCATION").equals(location);
            if (wanted && (sender.isEmpty() || from(packet).equals(sender))) {
                return heard;
            }
        }
    }

    /** What answers a search, which is repeated, as searches are: datagrams may be lost. */
    Heard answerTo(String search, String address) throws IOException {
        socket.setSoTimeout(REPETITION_MILLIS);
        for (int waited = 0; waited < HANG_GUARD_MILLIS; waited += REPETITION_MILLIS) {
            multicast(search);
            unicast(search, address);
            try {
                return answer();
            } catch (SocketTimeoutException e) {
                // The next one may get through.
            }
        }
        throw new AssertionError("No answer to " + search);
    }

    /** The next message from the address, as it came. */
    String text(String from) throws IOException {
        while (true) {
            DatagramPacket packet = new DatagramPacket(new byte[4000], 4000);
            socket.receive(packet);
            if (from(packet).equals(from)) {
                return text(packet);
            }
        }
    }

    @Override
    public void close() {
        socket.close();
    }

    private static String from(DatagramPacket packet) {
        return packet.getAddress().getHostAddress();
    }

    private static String text(DatagramPacket packet) {
        return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
    }

    private static Heard read(DatagramPacket packet) {
        String[] lines = text(packet).split("\r\n");
        Map<String, String> headers = new HashMap<>();
        for (int i = 1; i < lines.length; i++) {
            String[] parts = lines[i].split(":", 2);
            headers.put(parts[0].toUpperCase(Locale.ROOT), parts[parts.length - 1].trim());
        }
        return new Heard(lines[0], headers, (InetSocketAddress) packet.getSocketAddress());
    }
}
