// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.system;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.Locale;

/** Tells where the system itself does not let a datagram out. */
public final class ForbiddenSends {
    /** Why, and what helps, for people. */
    public static final String CAUSE =
            "A firewall of this machine, or the kill switch of a VPN, lets nothing out to the local"
                    + " network: allow access to the local network there.";

    /**
     * EPERM (a rule of netfilter), EACCES (a route that prohibits it), WSAEACCES. The JDK gives only
     * the system's own words, which are not told from others in every language.
     */
    private static final String[] WORDS = {"not permitted", "permission denied", "forbidden"};

    private ForbiddenSends() {}

    /**
     * Whether a failure to send says so.
     *
     * @param failure of sending, not of opening a socket, which says the same of other things
     */
    public static boolean is(IOException failure) {
        @Nullable String message = failure.getMessage();
        String words = message == null ? "" : message.toLowerCase(Locale.ROOT);
        for (String each : WORDS) {
            if (words.contains(each)) {
                return true;
            }
        }
        return false;
    }
}
