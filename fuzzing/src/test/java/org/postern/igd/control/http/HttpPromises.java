// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.IntSupplier;

/**
 * An answer is read or refused, within its bounds, and however the network cuts it: in pieces the
 * reader may be content earlier, never with something else.
 */
public final class HttpPromises {
    private static final List<DocumentEnd> DOCUMENTS =
            List.of(DocumentEnd.of("root"), DocumentEnd.of("Envelope"));
    private static final int LONGEST_PIECE = 4096;
    private static final int MOST_PIECES = 64;

    private HttpPromises() {}

    private record Read(int status, byte[] body, boolean endedBefore) {}

    /** Reads an answer whole and in pieces, and compares, whichever document was asked for. */
    public static void check(byte[] answer) {
        DOCUMENTS.forEach(each -> check(answer, each));
    }

    private static void check(byte[] answer, DocumentEnd document) {
        Optional<Read> whole = read(answer, document, () -> answer.length);
        whole.ifPresent(read -> checkBounds(answer, read));
        // Depends on the input alone, so that what is found is found again.
        SplittableRandom random = new SplittableRandom(Arrays.hashCode(answer));
        int longest = 1 + answer.length / MOST_PIECES + random.nextInt(LONGEST_PIECE);
        Optional<Read> pieces = read(answer, document, () -> 1 + random.nextInt(longest));
        if (pieces.filter(Read::endedBefore).isEmpty()) {
            assertEquals(whole.isPresent(), pieces.isPresent(), "read whole, and in pieces");
        }
        if (whole.isPresent() && pieces.isPresent()) {
            checkSame(whole.get(), pieces.get());
        }
    }

    /** As the client does: until the answer is complete, or the connection ends. */
    private static Optional<Read> read(byte[] answer, DocumentEnd document, IntSupplier pieces) {
        HttpResponseParser parser = new HttpResponseParser(Optional.of(document));
        try {
            for (int at = 0; at < answer.length; ) {
                int piece = Math.min(pieces.getAsInt(), answer.length - at);
                parser.feed(ByteBuffer.wrap(answer, at, piece));
                at += piece;
                if (parser.complete() && at < answer.length) {
                    return Optional.of(new Read(parser.status(), parser.body(), true));
                }
            }
            parser.end();
            assertTrue(parser.complete());
            return Optional.of(new Read(parser.status(), parser.body(), false));
        } catch (HttpFormatException e) {
            return Optional.empty();
        }
    }

    private static void checkBounds(byte[] answer, Read read) {
        assertTrue(read.status() >= 200 && read.status() <= 999, () -> "status " + read.status());
        int most = Math.min(answer.length, HttpResponseParser.MAX_BODY);
        assertTrue(read.body().length <= most, () -> read.body().length + " of " + most);
    }

    private static void checkSame(Read whole, Read pieces) {
        assertEquals(whole.status(), pieces.status());
        byte[] expected =
                pieces.endedBefore()
                        ? Arrays.copyOf(whole.body(), pieces.body().length)
                        : whole.body();
        assertArrayEquals(expected, pieces.body());
    }
}
