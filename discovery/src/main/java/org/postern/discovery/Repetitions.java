package org.postern.discovery;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Knows what was announced within the last second. Devices say everything two or three times, as
 * datagrams get lost (UDA 1.1 section 1.2.2), and over IPv6 to two groups. Confined to the selector
 * thread.
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
     * In the order of the times when they were told first. Texts, since a map of these stays quick
     * when somebody makes all of them collide.
     */
    private final Map<String, Long> told = new LinkedHashMap<>();

    private long dropped;

    /** Whether it was not said within the last second. */
    boolean isNews(InetAddress sender, SsdpMessage message, long now) {
        forgetOld(now);
        String statement = statement(sender, message);
        if (told.containsKey(statement)) {
            dropped++;
            return false;
        }
        if (told.size() >= MOST) {
            removeOldest();
        }
        told.put(statement, now);
        return true;
    }

    int size() {
        return told.size();
    }

    /** How many were not news. */
    long dropped() {
        return dropped;
    }

    private void forgetOld(long now) {
        Iterator<Long> oldestFirst = told.values().iterator();
        while (oldestFirst.hasNext() && now - oldestFirst.next() >= WINDOW.toNanos()) {
            oldestFirst.remove();
        }
    }

    private void removeOldest() {
        Iterator<Long> oldestFirst = told.values().iterator();
        oldestFirst.next();
        oldestFirst.remove();
    }

    /** No part contains a line feed: they are cleaned. */
    private static String statement(InetAddress sender, SsdpMessage message) {
        return sender.getHostAddress()
                + '\n'
                + message.kind()
                + '\n'
                + message.usn()
                + '\n'
                + message.target()
                + '\n'
                + message.location()
                + '\n'
                + message.validBootId()
                + '\n'
                + message.configId();
    }
}
