// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.outside.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.IntSupplier;
import java.util.regex.Pattern;

/**
 * A request to a helper is read or refused, within its bounds, and however the network cuts it. What
 * is checked is a literal address and a port.
 */
public final class HelperRequestPromises {
    private static final int LONGEST_PIECE = 64;
    private static final int PORT = 0xffff;
    private static final Pattern METHOD = Pattern.compile("[A-Z]{1,20}");

    private HelperRequestPromises() {}

    /** Reads a request whole and in pieces, and judges it as a helper does. */
    public static void check(byte[] input) {
        HelperRequestReader whole = read(input, () -> input.length);
        // Depends on the input alone, so that what is found is found again.
        SplittableRandom random = new SplittableRandom(Arrays.hashCode(input));
        HelperRequestReader pieces = read(input, () -> 1 + random.nextInt(LONGEST_PIECE));

        assertEquals(whole.complete(), pieces.complete());
        assertEquals(whole.tooLong(), pieces.tooLong());
        assertEquals(whole.text(), pieces.text());
        assertFalse(whole.complete() && whole.tooLong());
        assertEquals(whole.length(), whole.text().length());
        int most = Math.min(input.length, HelperRequestReader.MAX_BYTES);
        assertTrue(whole.length() <= most, () -> whole.length() + " of " + most);
        if (whole.complete()) {
            judge(whole.text());
        }
    }

    private static HelperRequestReader read(byte[] input, IntSupplier pieces) {
        HelperRequestReader reader = new HelperRequestReader();
        for (int at = 0; at < input.length && !reader.complete() && !reader.tooLong(); ) {
            int piece = Math.min(pieces.getAsInt(), input.length - at);
            reader.feed(ByteBuffer.wrap(input, at, piece));
            at += piece;
        }
        return reader;
    }

    private static void judge(String head) {
        try {
            HelperRequest request = HelperRequest.of(head);
            assertTrue(METHOD.matcher(request.method()).matches(), request::method);
            assertEquals(head.length(), request.length());
            target(request.path()).ifPresent(HelperRequestPromises::checkTarget);
        } catch (HelperRefusedException e) {
            assertEquals(HelperRefusal.MALFORMED, e.refusal());
        }
    }

    private static Optional<CheckTarget> target(String path) {
        try {
            return Optional.of(CheckTarget.of(path));
        } catch (HelperRefusedException e) {
            assertEquals(0, e.retrySeconds());
            return Optional.empty();
        }
    }

    private static void checkTarget(CheckTarget target) {
        assertTrue(target.port() >= 1 && target.port() <= PORT, target::toString);
        // A name would stand before the slash.
        assertTrue(target.address().toString().startsWith("/"), target::toString);
    }
}
