// SPDX-License-Identifier: Apache-2.0
package org.postern.discovery.listening;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.postern.api.discovery.Announcement;
import org.postern.discovery.loop.ListenerGate;
import org.postern.discovery.paths.NetworkPath;
import org.postern.discovery.ssdp.DescriptionUrls;
import org.postern.discovery.ssdp.SsdpMessage;

import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;

/** A message that arrives twice is reported once at most, and within the bounds. */
public final class AnnouncementPromises {
    private static final NetworkInterface LOOPBACK = loopback();

    private AnnouncementPromises() {}

    /** Receives a message twice and checks what is reported. */
    public static void check(SsdpMessage message) {
        List<Announcement> reported = new ArrayList<>();
        InetAddress sender = InetAddress.getLoopbackAddress();
        AnnouncementTask task =
                new AnnouncementTask(
                        List::of,
                        ListenerGate.forAnnouncements("fuzzing", reported::add),
                        () -> 0,
                        () -> {});
        NetworkPath path = new NetworkPath(LOOPBACK, sender, List.of());
        task.receive(message, sender, path);
        task.receive(message, sender, path);
        assertTrue(reported.size() <= 1, reported::toString);
        reported.forEach(AnnouncementPromises::checkBounds);
    }

    private static void checkBounds(Announcement reported) {
        assertTrue(reported.usn().length() <= SsdpMessage.LONGEST_TEXT);
        assertTrue(reported.target().length() <= SsdpMessage.LONGEST_TEXT);
        assertTrue(!reported.maxAge().isNegative() && reported.maxAge().toDays() <= 1);
        reported.location()
                .ifPresent(url -> assertTrue(DescriptionUrls.hasAddress(url), url::toString));
    }

    private static NetworkInterface loopback() {
        try {
            return NetworkInterface.getByInetAddress(InetAddress.getLoopbackAddress());
        } catch (SocketException e) {
            throw new UncheckedIOException(e);
        }
    }
}
