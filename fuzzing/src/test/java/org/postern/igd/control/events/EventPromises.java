package org.postern.igd.control.events;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.postern.igd.control.http.HttpFormatException;
import org.postern.igd.control.http.HttpRequestReader;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.IntSupplier;

/**
 * An event is read or refused, within its bounds, however the network cuts it; what is no event
 * says nothing.
 */
public final class EventPromises {
    private static final int LONGEST_PIECE = 4096;
    private static final long LARGEST_SEQ = 9_999_999_999L;

    private EventPromises() {}

    /** Reads an event message, whole and in pieces, and its bytes as a body alone. */
    public static void check(byte[] message) {
        checkValues(EventReader.read(message));
        Optional<HttpRequestReader> whole = read(message, () -> message.length);
        whole.ifPresent(EventPromises::checkNotification);
        // Depends on the input alone, so that what is found is found again.
        SplittableRandom random = new SplittableRandom(Arrays.hashCode(message));
        Optional<HttpRequestReader> pieces = read(message, () -> 1 + random.nextInt(LONGEST_PIECE));
        if (whole.isPresent() && pieces.isPresent()) {
            checkSame(whole.get(), pieces.get());
        }
    }

    /** As the callback server does: until all has come, or the connection ends. */
    private static Optional<HttpRequestReader> read(byte[] message, IntSupplier pieces) {
        HttpRequestReader reader = new HttpRequestReader(CallbackServer.MAX_BYTES);
        try {
            for (int at = 0; at < message.length && !reader.complete(); ) {
                int piece = Math.min(pieces.getAsInt(), message.length - at);
                reader.feed(ByteBuffer.wrap(message, at, piece));
                at += piece;
            }
            if (!reader.complete()) {
                reader.end();
            }
            return Optional.of(reader);
        } catch (HttpFormatException e) {
            return Optional.empty();
        }
    }

    private static void checkNotification(HttpRequestReader read) {
        assertTrue(read.body().length <= CallbackServer.MAX_BYTES);
        Notification.of(read)
                .ifPresent(
                        event -> {
                            assertTrue(!event.sid().isEmpty());
                            assertTrue(event.seq().orElse(0) <= LARGEST_SEQ);
                            checkValues(event.values());
                        });
    }

    private static void checkValues(Map<String, String> values) {
        assertTrue(values.size() <= EventReader.MAX_PROPERTIES);
        values.forEach((name, value) -> assertEquals(value.strip(), value, name));
    }

    /** In pieces the reader may be content earlier, never with something else. */
    private static void checkSame(HttpRequestReader whole, HttpRequestReader pieces) {
        assertEquals(whole.method(), pieces.method());
        assertEquals(whole.target(), pieces.target());
        int shorter = Math.min(whole.body().length, pieces.body().length);
        assertArrayEquals(
                Arrays.copyOf(whole.body(), shorter), Arrays.copyOf(pieces.body(), shorter));
    }
}
