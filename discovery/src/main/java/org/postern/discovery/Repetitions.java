// SPDX-License-Identifier: Apache-2.0
package org.postern.discovery;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Knows what each said last, if that was within the last second. Devices say everything two or
 * three times, as datagrams get lost (UDA 1.1 section 1.2.2), and over IPv6 to two groups. Only the
 * last word counts: alive, byebye and alive again are three. Confined to the selector thread.
 */
final class Repetitions {
    /**
     * A router has some thirty things to say. When there is more, the oldest are forgotten: then
     * repetitions are told, which harms nobody. With the longest of texts it is 6 MB.
     */
    static final int MOST = 1024;

    /** Less than devices take to restart, and far less than they wait before they say it again. */
    static final Duration WINDOW = Duration.ofSeconds(1);

    /**
     * By who speaks of what, in the order of the times. The keys are texts, since a map of these
     * stays quick when somebody makes all of them collide.
     */
    private final Map<String, Saying> last = new LinkedHashMap<>();

    private long dropped;

    private record Saying(String words, long at) {}

    /** Whether it is not what was said of this within the last second. */
    boolean isNews(InetAddress sender, SsdpMessage message, long now) {
        forgetOld(now);
        String subject = subject(sender, message);
        String words = words(message);
        Saying before = last.get(subject);
        if (before != null && before.words().equals(words)) {
            dropped++;
            return false;
        }
        last.remove(subject);
        if (last.size() >= MOST) {
            removeOldest();
        }
        last.put(subject, new Saying(words, now));
        return true;
    }

    int size() {
        return last.size();
    }

    /** How many were not news. */
    long dropped() {
        return dropped;
    }

    private void forgetOld(long now) {
        Iterator<Saying> oldestFirst = last.values().iterator();
        while (oldestFirst.hasNext() && now - oldestFirst.next().at() >= WINDOW.toNanos()) {
            oldestFirst.remove();
        }
    }

    private void removeOldest() {
        Iterator<Saying> oldestFirst = last.values().iterator();
        oldestFirst.next();
        oldestFirst.remove();
    }

    /** No part contains a line feed: they are cleaned. */
    private static String subject(InetAddress sender, SsdpMessage message) {
        return sender.getHostAddress() + '\n' + message.usn() + '\n' + message.target();
    }

    private static String words(SsdpMessage message) {
        return message.kind()
                + "\n"
                + message.location()
                + '\n'
                + message.validBootId()
                + '\n'
                + message.configId();
    }
}
