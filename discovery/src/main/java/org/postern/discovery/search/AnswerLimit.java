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

    /** Targets and locations, by senders and USNs. */
    private final Map<String, Set<String>> reported = new HashMap<>();

    private final Map<String, Integer> ofSender = new HashMap<>();
    private int total;
    private long rejected;

    /** The sender is included, or a device could suppress another by using its USN. */
    private static String origin(String sender, String usn) {
        return sender + '\n' + usn;
    }

    /** Whether a statement is new and within the limits. Those above the limits are counted. */
    boolean admits(String sender, SsdpMessage message) {
        String origin = origin(sender, message.usn());
        String statement = message.target() + '\n' + message.location();
        if (reported.getOrDefault(origin, Set.of()).contains(statement)) {
            return false;
        }
        if (!isWithinLimits(ofSender.getOrDefault(sender, 0))) {
            rejected++;
            return false;
        }
        total++;
        ofSender.put(sender, ofSender.getOrDefault(sender, 0) + 1);
        Set<String> statements = reported.get(origin);
        if (statements == null) {
            statements = new HashSet<>();
            reported.put(origin, statements);
        }
        statements.add(statement);
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
        reported.remove(origin(sender, usn));
    }

    /** The number of statements above the limits. */
    long rejected() {
        return rejected;
    }
}
