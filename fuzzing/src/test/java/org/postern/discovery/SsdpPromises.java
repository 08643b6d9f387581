// SPDX-License-Identifier: Apache-2.0
package org.postern.discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.postern.api.discovery.Announcement;
import org.postern.api.discovery.InterfaceChoice;
import org.postern.discovery.SsdpMessage.Kind;
import org.postern.fuzzing.Printable;

import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Any datagram is read, into no more than it held, and what is read could have been sent; who
 * listens to announcements is told of it in bounds.
 */
public final class SsdpPromises {
    private static final NetworkInterface LOOPBACK = loopback();

    private SsdpPromises() {}

    /** Reads a datagram and checks what came out. */
    public static void check(byte[] datagram) {
        SsdpMessage message = SsdpCodec.read(ByteBuffer.wrap(datagram));
        List<String> texts =
                List.of(message.target(), message.usn(), message.location(), message.server());
        texts.forEach(Printable::check);
        int length = texts.stream().mapToInt(String::length).sum();
        assertTrue(length <= datagram.length, () -> length + " of " + datagram.length);
        checkNumber(message.maxAge());
        checkNumber(message.bootId());
        checkNumber(message.nextBootId());
        checkNumber(message.configId());
        message.descriptionUrl().ifPresent(SsdpPromises::checkUrl);
        if (message.kind() != Kind.OTHER) {
            byte[] asInTheStandard = text(message).getBytes(StandardCharsets.UTF_8);
            assertEquals(message, SsdpCodec.read(ByteBuffer.wrap(asInTheStandard)));
        }
        checkAnnouncement(message);
    }

    /** Heard twice, it is told once at most, and within the bounds. */
    private static void checkAnnouncement(SsdpMessage message) {
        List<Announcement> told = new ArrayList<>();
        InetAddress sender = InetAddress.getLoopbackAddress();
        Listening listening =
                new Listening(
                        InterfaceChoice.any(),
                        List::of,
                        ListenerGate.forAnnouncements("fuzzing", told::add),
                        () -> 0,
                        () -> {});
        Path path = new Path(LOOPBACK, sender, List.of());
        listening.hear(message, sender, path);
        listening.hear(message, sender, path);
        assertTrue(told.size() <= 1, told::toString);
        told.forEach(SsdpPromises::checkAnnouncement);
    }

    private static void checkAnnouncement(Announcement told) {
        assertTrue(told.usn().length() <= SsdpMessage.LONGEST_TEXT);
        assertTrue(told.target().length() <= SsdpMessage.LONGEST_TEXT);
        assertTrue(!told.maxAge().isNegative() && told.maxAge().toDays() <= 1);
        told.location().ifPresent(url -> assertTrue(Locations.hasAddress(url), url::toString));
    }

    private static NetworkInterface loopback() {
        try {
            return NetworkInterface.getByInetAddress(InetAddress.getLoopbackAddress());
        } catch (SocketException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void checkNumber(OptionalLong number) {
        assertTrue(number.orElse(0) >= 0);
    }

    private static void checkUrl(URI url) {
        assertTrue("http".equalsIgnoreCase(url.getScheme()), url::toString);
        assertTrue(!url.getHost().isEmpty() && !url.getHost().contains("%"), url::toString);
        assertTrue(url.getPort() <= 65535, url::toString);
        assertEquals(Optional.of(url), Locations.read(url.toString()));
    }

    private static String text(SsdpMessage message) {
        boolean searching = message.kind() == Kind.ANSWER || message.kind() == Kind.SEARCH;
        return startOf(message.kind())
                + header(searching ? "ST" : "NT", message.target())
                + header("USN", message.usn())
                + header("LOCATION", message.location())
                + number("CACHE-CONTROL: max-age=", message.maxAge())
                + header("SERVER", message.server())
                + number("BOOTID.UPNP.ORG: ", message.bootId())
                + number("NEXTBOOTID.UPNP.ORG: ", message.nextBootId())
                + number("CONFIGID.UPNP.ORG: ", message.configId())
                + "\r\n";
    }

    private static String startOf(Kind kind) {
        return switch (kind) {
            case ANSWER -> "HTTP/1.1 200 OK\r\n";
            case SEARCH -> "M-SEARCH * HTTP/1.1\r\n";
            case ALIVE -> "NOTIFY * HTTP/1.1\r\nNTS: ssdp:alive\r\n";
            case BYEBYE -> "NOTIFY * HTTP/1.1\r\nNTS: ssdp:byebye\r\n";
            case UPDATE -> "NOTIFY * HTTP/1.1\r\nNTS: ssdp:update\r\n";
            case OTHER -> throw new IllegalArgumentException("no message of ours");
        };
    }

    private static String header(String name, String value) {
        return value.isEmpty() ? "" : name + ": " + value + "\r\n";
    }

    private static String number(String before, OptionalLong number) {
        return number.isPresent() ? before + number.getAsLong() + "\r\n" : "";
    }
}
