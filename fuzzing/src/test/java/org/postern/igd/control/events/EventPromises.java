// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.events;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.postern.igd.control.http.Callback;
import org.postern.igd.control.http.HttpFormatException;
import org.postern.igd.control.http.HttpRequestReader;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.IntSupplier;
import java.util.regex.Pattern;

/**
 * An event message is read or refused, within its bounds, and however the network cuts it: in
 * pieces the reader may be content earlier, never with something else. What a body tells is clean.
 */
public final class EventPromises {
    private static final int LONGEST_PIECE = 512;
    private static final int MOST_PIECES = 64;
    private static final Pattern METHOD = Pattern.compile("[A-Za-z-]{1,20}");
    private static final Pattern FORBIDDEN =
            Pattern.compile("[^\\t\\n\\r\\x20-\\ud7ff\\ue000-\\ufffd\\x{10000}-\\x{10ffff}]");

    private EventPromises() {}

    private record Read(
            String method,
            String target,
            Map<String, String> headers,
            byte[] body,
            boolean endedBefore,
            Optional<Notification> event) {}

    /** Reads a request whole and in pieces, compares, and reads the input as a body as well. */
    public static void check(byte[] input) {
        checkValues(EventReader.read(input));
        Optional<Read> whole = read(input, () -> input.length);
        whole.ifPresent(read -> checkBounds(input, read));
        // Depends on the input alone, so that what is found is found again.
        SplittableRandom random = new SplittableRandom(Arrays.hashCode(input));
        int longest = 1 + input.length / MOST_PIECES + random.nextInt(LONGEST_PIECE);
        Optional<Read> pieces = read(input, () -> 1 + random.nextInt(longest));
        if (pieces.filter(Read::endedBefore).isEmpty()) {
            assertEquals(whole.isPresent(), pieces.isPresent(), "read whole, and in pieces");
        }
        if (whole.isPresent() && pieces.isPresent()) {
            checkSame(whole.get(), pieces.get());
        }
    }

    /** As the server of callbacks does: until the request is complete, or the connection ends. */
    private static Optional<Read> read(byte[] input, IntSupplier pieces) {
        HttpRequestReader reader = new HttpRequestReader(Callback.MAX_BYTES, EventAddress.EVENT);
        try {
            for (int at = 0; at < input.length; ) {
                int piece = Math.min(pieces.getAsInt(), input.length - at);
                reader.feed(ByteBuffer.wrap(input, at, piece));
                at += piece;
                if (reader.complete() && at < input.length) {
                    return Optional.of(request(reader, true));
                }
            }
            reader.end();
            assertTrue(reader.complete());
            return Optional.of(request(reader, false));
        } catch (HttpFormatException e) {
            assertFalse(String.valueOf(e.getMessage()).isBlank());
            return Optional.empty();
        }
    }

    private static Read request(HttpRequestReader reader, boolean endedBefore) {
        return new Read(
                reader.method(),
                reader.target(),
                new TreeMap<>(reader.headers()),
                reader.body(),
                endedBefore,
                Notification.of(reader));
    }

    private static void checkBounds(byte[] input, Read read) {
        assertTrue(METHOD.matcher(read.method()).matches(), () -> "method " + read.method());
        assertFalse(read.target().isEmpty());
        int most = Math.min(input.length, Callback.MAX_BYTES);
        assertTrue(read.body().length <= most, () -> read.body().length + " of " + most);
        read.event().ifPresent(EventPromises::checkEvent);
    }

    private static void checkEvent(Notification event) {
        assertFalse(event.sid().isEmpty());
        assertTrue(event.seq().orElse(0) >= 0);
        checkValues(event.values());
    }

    private static void checkValues(Map<String, String> values) {
        assertTrue(values.size() <= EventReader.MAX_PROPERTIES);
        values.forEach(
                (name, value) -> {
                    assertFalse(name.isEmpty());
                    assertFalse(FORBIDDEN.matcher(name).find(), () -> "in " + name);
                    assertFalse(FORBIDDEN.matcher(value).find(), () -> "in " + value);
                    assertEquals(value.strip(), value);
                });
    }

    private static void checkSame(Read whole, Read pieces) {
        assertEquals(whole.method(), pieces.method());
        assertEquals(whole.target(), pieces.target());
        byte[] expected =
                pieces.endedBefore()
                        ? Arrays.copyOf(whole.body(), pieces.body().length)
                        : whole.body();
        assertArrayEquals(expected, pieces.body());
        if (!pieces.endedBefore()) {
            assertEquals(whole.headers(), pieces.headers());
            assertEquals(whole.event(), pieces.event());
        }
    }
}
