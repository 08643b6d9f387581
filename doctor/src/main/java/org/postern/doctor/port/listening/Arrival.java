// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.port.listening;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Something that came.
 *
 * @param from who sent it
 * @param start its first bytes, one character for each; empty for a connection itself
 */
public record Arrival(InetAddress from, String start) {
    /** So many bytes tell what it is. */
    private static final int LONGEST = 64;

    static Arrival of(InetAddress from, ByteBuffer bytes) {
        byte[] start = new byte[Math.min(LONGEST, bytes.remaining())];
        bytes.duplicate().get(start);
        return new Arrival(from, new String(start, StandardCharsets.ISO_8859_1));
    }
}
