// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.outside.server;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Takes the head of a request as it comes, in pieces of any size. What follows the head is not
 * looked at. Not safe for several threads.
 */
public final class HelperRequestReader {
    /** A request of Postern's own has about 150 bytes. */
    public static final int MAX_BYTES = 2048;

    private final byte[] head = new byte[MAX_BYTES];
    private int length;
    private boolean lineIsEmpty = true;
    private boolean begun;
    private boolean complete;
    private boolean tooLong;

    /** Reads on, up to the blank line that ends the head. Blank lines before it do not count. */
    public void feed(ByteBuffer bytes) {
        while (bytes.hasRemaining() && !complete && !tooLong) {
            if (length == MAX_BYTES) {
                tooLong = true;
            } else {
                take(bytes.get());
            }
        }
    }

    private void take(byte next) {
        head[length++] = next;
        if (next == '\n') {
            complete = begun && lineIsEmpty;
            lineIsEmpty = true;
        } else if (next != '\r') {
            begun = true;
            lineIsEmpty = false;
        }
    }

    /** Whether the head is whole. */
    public boolean complete() {
        return complete;
    }

    /** Whether the head is longer than it may be. */
    public boolean tooLong() {
        return tooLong;
    }

    /** How many bytes have come. */
    public int length() {
        return length;
    }

    /** The head as far as it came, one character for each byte. */
    public String text() {
        return new String(head, 0, length, StandardCharsets.ISO_8859_1);
    }
}
