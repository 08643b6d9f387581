// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.events;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postern.igd.control.Corpus;
import org.postern.igd.control.http.HttpClient;
import org.postern.igd.control.http.HttpRequest;
import org.postern.igd.control.http.HttpRequestReader;
import org.postern.igd.control.http.HttpResponse;
import org.postern.testkit.StubHttpDevice;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Reads the events of real devices, where the collection lies beside the project. */
@Timeout(60)
class GenaCorpusTest {
    @Test
    void everyMessageIsReadAsExpected() throws Exception {
        List<Path> messages =
                Corpus.files("gena", "").stream()
                        .filter(file -> !file.toString().endsWith(".json"))
                        .toList();
        Corpus.check("gena", messages, GenaCorpusTest::mismatch);
    }

    private static Optional<String> mismatch(Path message) throws IOException {
        JsonNode expected = Corpus.expected(message);
        byte[] bytes = Files.readAllBytes(message);
        String read = read(bytes, expected);
        String wanted = wanted(bytes, expected);
        return read.equals(wanted) ? Optional.empty() : Optional.of(read + ", not " + wanted);
    }

    private static String read(byte[] bytes, JsonNode expected) throws IOException {
        if (expected.path("bodyOnly").asBoolean()) {
            return "values " + EventReader.read(bytes).keySet();
        }
        if (expected.has("status")) {
            HttpResponse answer = answered(bytes, expected.path("method").asText());
            return answer.status()
                    + " "
                    + SubscriptionCodec.sid(answer)
                    + " "
                    + SubscriptionCodec.length(answer, Duration.ZERO);
        }
        HttpRequestReader request = new HttpRequestReader(bytes.length, EventAddress.EVENT);
        request.feed(ByteBuffer.wrap(bytes));
        assertEquals(expected.path("nt").asText(), request.headers().get("NT"));
        assertEquals(expected.path("nts").asText(), request.headers().get("NTS"));
        return Notification.of(request).orElseThrow().toString();
    }

    private static String wanted(byte[] bytes, JsonNode expected) {
        if (expected.path("bodyOnly").asBoolean()) {
            return "values " + (propertySet(bytes) ? "[LastChange]" : "[]");
        }
        String sid = expected.path("sid").asText("");
        if (expected.has("status")) {
            return expected.path("status").asInt()
                    + " "
                    + (sid.isEmpty() ? "Optional.empty" : "Optional[" + sid + "]")
                    + " "
                    + Duration.ofSeconds(expected.path("timeoutSeconds").asInt(0));
        }
        Map<String, String> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        expected.path("properties")
                .forEach(
                        each ->
                                values.put(
                                        each.path("name").asText(), each.path("value").asText()));
        return new Notification(sid, OptionalLong.of(expected.path("seq").asLong()), values)
                .toString();
    }

    /** Nothing is wanted of a body that is cut off, or has another root (quirk G7). */
    private static boolean propertySet(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8).strip();
        return text.contains("<e:propertyset") && text.endsWith("</e:propertyset>");
    }

    /** On a connection that stays open, as the router left it. */
    private static HttpResponse answered(byte[] answer, String method) throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        StubHttpDevice.Script script =
                connection -> {
                    connection.getOutputStream().write(answer);
                    connection.getInputStream().transferTo(OutputStream.nullOutputStream());
                };
        try (StubHttpDevice router = StubHttpDevice.start(script);
                HttpClient http = new HttpClient()) {
            return http.send(
                            new HttpRequest(
                                    method,
                                    router.url("/evt"),
                                    loopback,
                                    Map.of(),
                                    new byte[0],
                                    Duration.ofSeconds(30),
                                    Optional.empty()))
                    .join();
        }
    }
}
