// SPDX-License-Identifier: Apache-2.0
package org.postern.itests.lab;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/**
 * Floods port 1900 with hostile announcements on the loopback interface, and lets a router announce
 * itself among them every second, in nine messages that are sent twice, as routers do. The router's
 * UDN says when it began: {@code uuid:real-NANOS}, by the clock that all processes of this machine
 * share.
 */
final class FloodSender {
    private static final int SOCKETS = 64;
    private static final int STATEMENTS = 9;
    private static final long TICK = Duration.ofMillis(5).toNanos();
    private static final int LARGEST = 8000;
    private static final String GATEWAY = "urn:schemas-upnp-org:device:InternetGatewayDevice:1";

    private final Random random = new Random(1900);
    private final List<DatagramChannel> hostile = new ArrayList<>();
    private final DatagramChannel router = open("127.0.77.1");
    private final InetSocketAddress group =
            new InetSocketAddress(InetAddress.getByName("239.255.255.250"), 1900);

    private FloodSender() throws IOException {
        for (int i = 0; i < SOCKETS; i++) {
            hostile.add(open("127.0." + random.nextInt(64) + "." + (1 + random.nextInt(254))));
        }
    }

    /** Takes the seconds and the datagrams for each second. */
    public static void main(String[] words) throws IOException {
        new FloodSender().run(Integer.parseInt(words[0]), Integer.parseInt(words[1]));
    }

    private void run(int seconds, int rate) throws IOException {
        long start = System.nanoTime();
        long end = start + Duration.ofSeconds(seconds).toNanos();
        long nextReal = start + Duration.ofSeconds(1).toNanos();
        long sent = 0;
        int real = 0;
        for (long now = start; now < end; now = System.nanoTime()) {
            long due = (now - start) * rate / Duration.ofSeconds(1).toNanos();
            for (; sent < due; sent++) {
                send(hostile.get(random.nextInt(SOCKETS)));
            }
            if (now >= nextReal) {
                announce(now);
                real++;
                nextReal += Duration.ofSeconds(1).toNanos();
            }
            LockSupport.parkNanos(TICK);
        }
        System.out.println("sent " + sent + " hostile datagrams and " + real + " announcements");
    }

    private void announce(long now) throws IOException {
        for (int i = 0; i < 2 * STATEMENTS; i++) {
            String udn = "uuid:real-" + now + "::urn:x:service:" + i % STATEMENTS + ":1";
            send(router, alive(udn, "http://127.0.77.1:5000/rootDesc.xml").getBytes());
        }
    }

    private void send(DatagramChannel hostile) throws IOException {
        send(hostile, hostile(((InetSocketAddress) hostile.getLocalAddress()).getHostString()));
    }

    /** Three in twelve claim to be a gateway, or that the router of the keeper is gone. */
    private byte[] hostile(String own) {
        String udn = "uuid:" + random.nextLong() + "::upnp:rootdevice";
        String location = "http://127.0." + random.nextInt(256) + ".1:" + random.nextInt(65536);
        return switch (random.nextInt(12)) {
            case 0 -> noise();
            case 1 -> alive("uuid:" + "x".repeat(random.nextInt(LARGEST)), location).getBytes();
            case 2 -> alive(udn, "http://name-" + random.nextInt() + ".example/").getBytes();
            case 3 -> alive("uuid:always the same", location).getBytes();
            case 4 -> alive(udn, location).replace("alive", "byebye").getBytes();
            case 5 -> alive("\u001b[2J\u202e" + udn, location).getBytes(StandardCharsets.UTF_8);
            case 6 -> gateway(udn, "http://" + own + ":" + random.nextInt(65536) + "/d.xml");
            case 7 -> gateway(FloodedRouter.UDN + "::" + GATEWAY, location);
            case 8 ->
                    alive(FloodedRouter.UDN + "::upnp:rootdevice", location)
                            .replace("alive", "byebye")
                            .getBytes();
            default -> alive(udn, location + "/" + random.nextLong() + ".xml").getBytes();
        };
    }

    private byte[] gateway(String usn, String location) {
        return alive(usn, location).replace("NT: upnp:rootdevice", "NT: " + GATEWAY).getBytes();
    }

    private byte[] noise() {
        byte[] bytes = new byte[random.nextInt(LARGEST)];
        random.nextBytes(bytes);
        return bytes;
    }

    private String alive(String usn, String location) {
        return "NOTIFY * HTTP/1.1\r\nHOST: 239.255.255.250:1900\r\n"
                + "CACHE-CONTROL: max-age=1800\r\nLOCATION: "
                + location
                + "\r\nNT: upnp:rootdevice\r\nNTS: ssdp:alive\r\nSERVER: x/1 UPnP/1.1 y/1\r\nUSN: "
                + usn
                + "\r\nBOOTID.UPNP.ORG: "
                + random.nextInt(1 << 30)
                + "\r\n\r\n";
    }

    private void send(DatagramChannel from, byte[] bytes) throws IOException {
        from.send(ByteBuffer.wrap(bytes), group);
    }

    private static DatagramChannel open(String address) throws IOException {
        DatagramChannel channel = DatagramChannel.open(StandardProtocolFamily.INET);
        channel.bind(new InetSocketAddress(address, 0));
        channel.setOption(StandardSocketOptions.IP_MULTICAST_IF, NetworkInterface.getByName("lo"));
        return channel;
    }
}
