// SPDX-License-Identifier: Apache-2.0
package org.postern.discovery.support;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;

/** Announces things on loopback, to a port of the test's own. */
public final class Speaker implements AutoCloseable {
    public static final String LOCATION = "http://127.0.0.1:5000/root.xml";

    private final DatagramChannel channel;
    private final InetSocketAddress group;

    public Speaker(String from, int port) throws IOException {
        channel = DatagramChannel.open(StandardProtocolFamily.INET);
        channel.bind(new InetSocketAddress(from, 0));
        channel.setOption(StandardSocketOptions.IP_MULTICAST_IF, FakeDevice.loopback());
        group = new InetSocketAddress(InetAddress.getByName("239.255.255.250"), port);
    }

    public static String alive(String usn, String... headers) {
        return notify("ssdp:alive", usn, headers) + "LOCATION: " + LOCATION + "\r\n\r\n";
    }

    public static String notify(String nts, String usn, String... headers) {
        return "NOTIFY * HTTP/1.1\r\nHOST: 239.255.255.250:1900\r\nNT: upnp:rootdevice\r\nNTS: "
                + nts
                + "\r\nUSN: "
                + usn
                + "\r\n"
                + String.join("", headers);
    }

    public void say(String text) throws IOException {
        channel.send(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), group);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
