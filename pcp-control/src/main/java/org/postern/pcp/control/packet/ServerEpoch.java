// SPDX-License-Identifier: Apache-2.0
package org.postern.pcp.control.packet;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.TimeUnit;

/**
 * The seconds that a server counts, which tell when it has lost its table. They do not tell always:
 * some servers give the uptime of their machine (lab, miniupnpd with {@code system_uptime=yes}). Not
 * safe for several threads.
 */
public final class ServerEpoch {
    private record Seen(long seconds, long nanos) {}

    private @Nullable Seen last;

    /** None has been seen. */
    public ServerEpoch() {}

    /** Forgets what was seen. */
    public void reset() {
        last = null;
    }

    /**
     * Takes what a reply says, and returns whether it shows that the server has lost its table since
     * the reply before.
     *
     * @param version of the reply, which has the rule
     * @param seconds from 0 to 2^32-1
     * @param nanos when the reply came, as {@link System#nanoTime()}
     */
    public boolean isLost(int version, long seconds, long nanos) {
        Seen before = last;
        last = new Seen(seconds, nanos);
        if (before == null) {
            return false;
        }
        long passed = TimeUnit.NANOSECONDS.toSeconds(nanos - before.nanos());
        return version == PcpReply.PCP
                ? isLostPcp(before.seconds(), seconds, passed)
                : isLostPmp(before.seconds(), seconds, passed);
    }

    /** RFC 6887 section 8.5. */
    private static boolean isLostPcp(long before, long now, long passed) {
        long grown = now - before;
        return now + 1 < before
                || passed + 2 < grown - grown / 16
                || grown + 2 < passed - passed / 16;
    }

    /** RFC 6886 section 3.6: clocks of routers are slow by an eighth at most. */
    private static boolean isLostPmp(long before, long now, long passed) {
        return now + 2 < before + passed * 7 / 8;
    }
}
