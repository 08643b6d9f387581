// SPDX-License-Identifier: Apache-2.0
package org.postern.discovery.ssdp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.postern.discovery.listening.AnnouncementPromises;
import org.postern.discovery.ssdp.SsdpMessage.Kind;
import org.postern.fuzzing.Printable;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Any datagram can be read. The result is no longer than the datagram, and reading it again gives
 * the same. {@link AnnouncementPromises} says what is reported of it.
 */
public final class SsdpPromises {
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
        AnnouncementPromises.check(message);
    }

    private static void checkNumber(OptionalLong number) {
        assertTrue(number.orElse(0) >= 0);
    }

    private static void checkUrl(URI url) {
        assertTrue("http".equalsIgnoreCase(url.getScheme()), url::toString);
        assertTrue(!url.getHost().isEmpty() && !url.getHost().contains("%"), url::toString);
        assertTrue(url.getPort() <= 65535, url::toString);
        assertEquals(Optional.of(url), DescriptionUrls.read(url.toString()));
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
