// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.port.inbound;

import org.postern.doctor.timing.TimeLimit;

import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * Counts at the gateway what arrives of many knocks, E21: whether they are filtered before it, or not
 * forwarded by it. Belongs to the thread that examines.
 */
final class CountedKnocks {
    /**
     * What was counted.
     *
     * @param attempts how often the helper knocked
     * @param packets those that it takes; empty where that cannot be told
     */
    record Count(int attempts, OptionalLong packets) {
        /** Where nothing was counted. */
        static final Count NONE = new Count(0, OptionalLong.empty());
    }

    private static final System.Logger LOG = System.getLogger(CountedKnocks.class.getName());

    /** As many as a helper answers at once. */
    private static final int KNOCKS = 8;

    /** Shorter, a few packets of others count too much. */
    private static final Duration QUIET = Duration.ofSeconds(1);

    /** For the questions, the knocks, and the gateway's answers. */
    private static final Duration NEEDED = Duration.ofSeconds(5);

    /** Of nobody (RFC 5737): a helper that is asked about it does not knock. */
    private static final byte[] NOBODY = {(byte) 192, 0, 2, 1};

    private final HelperQuestions questions;
    private final WanPackets packets;
    private final OptionalLong first;
    private final TimeLimit quiet;

    private CountedKnocks(
            HelperQuestions questions, WanPackets packets, OptionalLong first, TimeLimit quiet) {
        this.questions = questions;
        this.packets = packets;
        this.first = first;
        this.quiet = quiet;
    }

    /** From now on, what others send is counted. */
    static CountedKnocks begin(HelperQuestions questions, WanPackets packets, TimeLimit limit)
            throws InterruptedException {
        OptionalLong first = packets.received(limit);
        return new CountedKnocks(questions, packets, first, limit.atMost(QUIET));
    }

    /**
     * Has the helper knock, and counts.
     *
     * @param address the external address
     * @param port the external port
     * @param asked how often the helper was asked since the begin
     * @param limit when it ends at the latest
     */
    Count count(InetAddress address, int port, int asked, TimeLimit limit)
            throws InterruptedException {
        if (first.isEmpty() || limit.left().compareTo(NEEDED) < 0) {
            return Count.NONE;
        }
        Thread.sleep(quiet.leftMillis());
        Duration quietTime = quiet.elapsed();
        OptionalLong second = packets.received(limit);
        int asks = questions.ask(nobody(), port, KNOCKS, limit).results().size();
        OptionalLong third = packets.received(limit);
        TimeLimit knocking = limit.atMost(limit.left());
        int knocks = questions.ask(address, port, KNOCKS, limit).results().size();
        OptionalLong last = packets.received(limit);
        if (second.isEmpty() || third.isEmpty() || last.isEmpty()) {
            return new Count(knocks, OptionalLong.empty());
        }
        KnockPackets packetsSeen =
                new KnockPackets(
                        WanPackets.between(first, second),
                        asked,
                        quietTime,
                        WanPackets.between(second, third),
                        asks,
                        WanPackets.between(third, last),
                        knocks,
                        knocking.elapsed());
        LOG.log(Level.DEBUG, () -> packetsSeen.toString());
        return new Count(knocks, packetsSeen.ofKnocks());
    }

    private static InetAddress nobody() {
        try {
            return InetAddress.getByAddress(NOBODY);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("Four bytes are an address.", e);
        }
    }
}
