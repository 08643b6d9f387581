// SPDX-License-Identifier: Apache-2.0
package org.postern.discovery.listening;

import org.postern.discovery.ssdp.SsdpMessage;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Recognizes repetitions within one second. Devices send everything two or three times, as
 * datagrams get lost (UDA 1.1 section 1.2.2), and over IPv6 to two groups. Only the previous
 * message counts: alive, byebye and alive again are three announcements. Confined to the selector
 * thread.
 */
final class RepetitionFilter {
    /**
     * A router sends about thirty different messages. Beyond the limit the oldest are forgotten,
     * and their repetitions reported, which is harmless. With the longest texts this is 6 MB.
     */
    static final int MAX = 1024;

    /** Less than devices take to restart, and far less than the interval of announcements. */
    static final Duration WINDOW = Duration.ofSeconds(1);

    /**
     * By sender and subject, oldest first. The keys are strings, since maps of comparable keys stay
     * fast when an attacker makes all hash codes collide.
     */
    private final Map<String, Received> last = new LinkedHashMap<>();

    private long dropped;

    private record Received(String content, long at) {}

    /** Whether the sender did not send the same within the last second. */
    boolean isNew(InetAddress sender, SsdpMessage message, long now) {
        forgetOld(now);
        String subject = subject(sender, message);
        String content = content(message);
        Received before = last.get(subject);
        if (before != null && before.content().equals(content)) {
            dropped++;
            return false;
        }
        last.remove(subject);
        if (last.size() >= MAX) {
            removeOldest();
        }
        last.put(subject, new Received(content, now));
        return true;
    }

    int size() {
        return last.size();
    }

    long dropped() {
        return dropped;
    }

    private void forgetOld(long now) {
        Iterator<Received> oldestFirst = last.values().iterator();
        while (oldestFirst.hasNext() && now - oldestFirst.next().at() >= WINDOW.toNanos()) {
            oldestFirst.remove();
        }
    }

    private void removeOldest() {
        Iterator<Received> oldestFirst = last.values().iterator();
        oldestFirst.next();
        oldestFirst.remove();
    }

    /** Line feeds separate the parts: {@code SsdpText.clean} removed them from the texts. */
    private static String subject(InetAddress sender, SsdpMessage message) {
        return sender.getHostAddress() + '\n' + message.usn() + '\n' + message.target();
    }

    private static String content(SsdpMessage message) {
        return message.kind()
                + "\n"
                + message.location()
                + '\n'
                + message.validBootId()
                + '\n'
                + message.configId();
    }
}
