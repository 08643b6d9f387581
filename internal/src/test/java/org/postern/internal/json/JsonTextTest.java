// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.grack.nanojson.JsonWriterException;

import org.junit.jupiter.api.Test;
import org.postern.api.gateway.Protocol;

import java.net.InetAddress;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

class JsonTextTest {
    @Test
    void everyKindOfValue_isWritten() {
        assertEquals(
                "{\"a\":null,\"b\":\"TCP\",\"c\":1,\"d\":null,\"e\":\"127.0.0.1\",\"f\":true,"
                        + "\"g\":[1,null,{\"h\":\"x\"}],\"i\":null,\"j\":\"x\",\"k\":1.5,"
                        + "\"l\":4294967296,\"m\":\"http://h/\",\"n\":\"1970-01-01T00:00:00Z\"}",
                JsonText.of(
                        new JsonFields()
                                .put("a", null)
                                .put("b", Optional.of(Protocol.TCP))
                                .put("c", OptionalInt.of(1))
                                .put("d", Optional.empty())
                                .put("e", InetAddress.getLoopbackAddress())
                                .put("f", true)
                                .put(
                                        "g",
                                        Arrays.asList(
                                                1, null, new JsonFields().put("h", "x").map()))
                                .putText("i", "")
                                .putText("j", "x")
                                .put("k", 1.5)
                                .put("l", OptionalLong.of(1L << 32))
                                .put("m", URI.create("http://h/"))
                                .put("n", Instant.EPOCH.plusNanos(1))
                                .map()));
    }

    @Test
    void emptyCollections_areWritten() {
        assertEquals("[[],{},\"\"]", JsonText.of(List.of(List.of(), Map.of(), "")));
    }

    @Test
    void theText_isAsciiWhateverDevicesSay() {
        StringBuilder everything = new StringBuilder();
        for (char unit = 0; unit < 0x250; unit++) {
            everything.append(unit);
        }
        String json = JsonText.of(everything + "\u202e😀");

        assertTrue(json.chars().allMatch(unit -> unit >= ' ' && unit < 0x7f), json);
        assertTrue(json.contains("\\u0000\\u0001"), json);
        assertTrue(json.contains("\\b\\t\\n\\u000b\\f\\r"), json);
        assertTrue(json.contains("~\\u007f\\u0080"), json);
        assertTrue(json.contains("\\u202e\\ud83d\\ude00"), json);
        assertTrue(json.contains("!\\\"#"), json);
        assertTrue(json.contains("[\\\\]"), json);
    }

    @Test
    void whatJsonHasNoFormFor_isRefused() {
        assertThrows(JsonWriterException.class, () -> JsonText.of(new Object()));
    }
}
