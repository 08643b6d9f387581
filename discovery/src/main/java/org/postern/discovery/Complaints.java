// SPDX-License-Identifier: Apache-2.0
package org.postern.discovery;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;

/** Counts the datagrams that are not worth reading. Confined to the selector thread. */
final class Complaints {
    private static final Logger LOG = System.getLogger("org.postern.discovery");

    /** Lines in the log about the useless messages of one task; the rest is only counted. */
    private static final int MOST_LINES = 16;

    private long count;

    void useless(InetAddress sender, String why) {
        count++;
        if (count <= MOST_LINES) {
            LOG.log(
                    Level.DEBUG,
                    () -> "A datagram of " + sender.getHostAddress() + " " + abridged(why) + ".");
        }
    }

    long count() {
        return count;
    }

    private static String abridged(String text) {
        return text.length() <= SsdpMessage.LONGEST_TEXT
                ? text
                : text.substring(0, SsdpMessage.LONGEST_TEXT) + "…";
    }
}
