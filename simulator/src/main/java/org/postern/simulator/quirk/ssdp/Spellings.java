// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.quirk.ssdp;

import org.postern.simulator.ssdp.Datagram;

import java.util.Locale;

/** Messages that say the right thing in an odd form. */
public final class Spellings {
    private Spellings() {}

    /** As in {@code lOCATION:http://…} and {@code max-age = 1800}. */
    public static Datagram oddHeaders(Datagram message) {
        return message.changed("CACHE-CONTROL", value -> value.replaceAll("\\s*=\\s*", " = "))
                .withEach(Spellings::oddHeader);
    }

    /** Leaves out what is of no use, or its value. */
    public static Datagram bare(Datagram message) {
        return message.without("EXT").without("DATE").changed("SERVER", value -> "");
    }

    /** A blank after the start line. */
    public static Datagram trailingBlank(Datagram message) {
        return message.withStartLine(message.startLine() + " ");
    }

    /** The last line does not end, and what follows is left over from a buffer of C. */
    public static Datagram unterminated(Datagram message) {
        return message.withEnds(message.lineEnd(), "\0\0\0");
    }

    /** Line feeds alone. */
    public static Datagram lineFeeds(Datagram message) {
        return message.withEnds("\n", message.ending().replace("\r\n", "\n"));
    }

    private static String oddHeader(String line) {
        int colon = line.indexOf(':');
        return line.substring(0, 1).toLowerCase(Locale.ROOT)
                + line.substring(1, colon + 1)
                + line.substring(colon + 1).stripLeading();
    }
}
