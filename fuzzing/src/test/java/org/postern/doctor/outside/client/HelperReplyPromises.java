// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.outside.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.IntSupplier;

/** The answer of a helper is read or refused, within its bounds, and however the network cuts it. */
public final class HelperReplyPromises {
    private static final int LONGEST_PIECE = 64;

    private HelperReplyPromises() {}

    /** Reads an answer whole and in pieces, and compares. */
    public static void check(byte[] input) {
        Optional<HelperReply> whole = read(input, () -> input.length);
        // Depends on the input alone, so that what is found is found again.
        SplittableRandom random = new SplittableRandom(Arrays.hashCode(input));
        Optional<HelperReply> pieces = read(input, () -> 1 + random.nextInt(LONGEST_PIECE));

        assertEquals(whole, pieces);
        whole.ifPresent(HelperReplyPromises::checkBounds);
    }

    /** As the client does: until the answer is complete, or the connection ends. */
    private static Optional<HelperReply> read(byte[] input, IntSupplier pieces) {
        HelperReplyReader reader = new HelperReplyReader();
        for (int at = 0; at < input.length && !reader.complete() && !reader.tooLong(); ) {
            int piece = Math.min(pieces.getAsInt(), input.length - at);
            reader.feed(ByteBuffer.wrap(input, at, piece));
            at += piece;
        }
        return reader.reply();
    }

    private static void checkBounds(HelperReply reply) {
        assertTrue(reply.status() >= 100 && reply.status() <= 999, reply::toString);
        int length =
                reply.texts().stream()
                        .flatMap(each -> each.entrySet().stream())
                        .mapToInt(each -> each.getKey().length() + each.getValue().length())
                        .sum();
        assertTrue(length <= HelperReplyReader.MAX_BYTES, () -> length + " characters");
    }
}
