// SPDX-License-Identifier: Apache-2.0
package org.postern.discovery.loop;

import static org.postern.discovery.logging.DiscoveryLog.LOG;

import org.postern.discovery.ssdp.SsdpMessage;

import java.lang.System.Logger.Level;
import java.net.InetAddress;

/** Counts the datagrams of one task that cannot be used. Confined to the selector thread. */
public final class InvalidDatagramLog {
    /** Anybody can send such datagrams: further ones are only counted. */
    private static final int MAX_LINES = 16;

    private long count;

    /** Counts one; the reason completes "A datagram from 192.0.2.1 …". */
    public void add(InetAddress sender, String reason) {
        count++;
        if (count <= MAX_LINES) {
            LOG.log(
                    Level.DEBUG,
                    () ->
                            "A datagram from "
                                    + sender.getHostAddress()
                                    + " "
                                    + abridged(reason)
                                    + ".");
        }
    }

    public long count() {
        return count;
    }

    private static String abridged(String text) {
        return text.length() <= SsdpMessage.LONGEST_TEXT
                ? text
                : text.substring(0, SsdpMessage.LONGEST_TEXT) + "…";
    }
}
