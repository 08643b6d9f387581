// SPDX-License-Identifier: Apache-2.0
package org.postern.discovery;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What one search has reported: passes each statement once, and only so many of them. Confined to
 * the selector thread.
 */
final class AnswerLimit {
    /** Far above what a network of hundreds of devices has to say. */
    static final int MOST = 2048;

    /**
     * Beyond {@link #MOST}, for the first word of senders that said nothing yet: a few loud ones
     * that use the limit up must not keep the router from being heard.
     */
    static final int MOST_NEWCOMERS = 2048;

    /** A router with all its sub-devices and services has some thirty things to say. */
    static final int MOST_OF_ONE_SENDER = 128;

    private final Map<Origin, Set<Statement>> reported = new HashMap<>();
    private final Map<String, Integer> ofSender = new HashMap<>();
    private int total;
    private long beyond;

    /** Who says it: two senders that use one USN are two, or one could silence the other. */
    private record Origin(String sender, String usn) {}

    private record Statement(String target, String location) {}

    /** Whether a statement is news. Those above the limits are counted and forgotten. */
    boolean admits(String sender, SsdpMessage message) {
        Origin origin = new Origin(sender, message.usn());
        Statement statement = new Statement(message.target(), message.location());
        if (reported.getOrDefault(origin, Set.of()).contains(statement)) {
            return false;
        }
        if (!hasRoom(ofSender.getOrDefault(sender, 0))) {
            beyond++;
            return false;
        }
        total++;
        ofSender.merge(sender, 1, Integer::sum);
        reported.computeIfAbsent(origin, any -> new HashSet<>()).add(statement);
        return true;
    }

    private boolean hasRoom(int ofThisSender) {
        return ofThisSender == 0
                ? total < MOST + MOST_NEWCOMERS
                : total < MOST && ofThisSender < MOST_OF_ONE_SENDER;
    }

    /**
     * Takes a goodbye: whether this sender had reported the USN, for nobody leaves in another's
     * name. It may report it again, which still counts towards its limit.
     */
    boolean forgets(String sender, String usn) {
        return reported.remove(new Origin(sender, usn)) != null;
    }

    /** How many statements were left out. */
    long beyond() {
        return beyond;
    }
}
