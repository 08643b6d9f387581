// SPDX-License-Identifier: Apache-2.0
package org.postern.discovery.search;

import org.postern.discovery.ssdp.SsdpMessage;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Remembers what one search has reported: admits each statement once, and a limited number of them.
 * Confined to the selector thread.
 */
final class AnswerLimit {
    /** Far more than a network of hundreds of devices sends. */
    static final int MAX = 2048;

    /**
     * Beyond {@link #MAX}, for the first statements of new senders: a few flooding senders must not
     * keep the router from being found.
     */
    static final int MAX_NEW_SENDERS = 2048;

    /** A router with all its embedded devices and services sends about thirty statements. */
    static final int MAX_PER_SENDER = 128;

    private final Map<Origin, Set<Statement>> reported = new HashMap<>();
    private final Map<String, Integer> ofSender = new HashMap<>();
    private int total;
    private long rejected;

    /** The sender is included, or a device could suppress another by using its USN. */
    private record Origin(String sender, String usn) {}

    private record Statement(String target, String location) {}

    /** Whether a statement is new and within the limits. Those above the limits are counted. */
    boolean admits(String sender, SsdpMessage message) {
        Origin origin = new Origin(sender, message.usn());
        Statement statement = new Statement(message.target(), message.location());
        if (reported.getOrDefault(origin, Set.of()).contains(statement)) {
            return false;
        }
        if (!isWithinLimits(ofSender.getOrDefault(sender, 0))) {
            rejected++;
            return false;
        }
        total++;
        ofSender.merge(sender, 1, Integer::sum);
        reported.computeIfAbsent(origin, any -> new HashSet<>()).add(statement);
        return true;
    }

    private boolean isWithinLimits(int ofThisSender) {
        return ofThisSender == 0
                ? total < MAX + MAX_NEW_SENDERS
                : total < MAX && ofThisSender < MAX_PER_SENDER;
    }

    /**
     * After a byebye, lets the sender report the USN again, which counts towards its limit. Has no
     * effect on other senders of that USN.
     */
    void forget(String sender, String usn) {
        reported.remove(new Origin(sender, usn));
    }

    /** The number of statements above the limits. */
    long rejected() {
        return rejected;
    }
}
