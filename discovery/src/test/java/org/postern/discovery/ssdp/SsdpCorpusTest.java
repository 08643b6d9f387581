// SPDX-License-Identifier: Apache-2.0
package org.postern.discovery.ssdp;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.postern.discovery.ssdp.SsdpMessage.Kind;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Reads what real devices sent, where the collection lies beside the project. */
class SsdpCorpusTest {
    private static final Path CORPUS = Path.of("..", "..", "shared", "corpus", "ssdp");

    private static final AtomicInteger READ = new AtomicInteger();
    private static final AtomicInteger MATCHED = new AtomicInteger();

    @TestFactory
    Stream<DynamicTest> everyDatagramIsReadAsExpected() throws IOException {
        assumeTrue(Files.isDirectory(CORPUS), "Skipped: there is no corpus at " + CORPUS);
        try (Stream<Path> files = Files.list(CORPUS)) {
            List<Path> datagrams =
                    files.filter(file -> file.toString().endsWith(".txt")).sorted().toList();
            return datagrams.stream()
                    .map(
                            file ->
                                    DynamicTest.dynamicTest(
                                            file.getFileName().toString(), () -> check(file)));
        }
    }

    @AfterAll
    static void tell() {
        System.out.println("SSDP corpus: " + READ + " files read, " + MATCHED + " matched.");
    }

    private static void check(Path file) throws IOException {
        SsdpMessage message = SsdpCodec.read(ByteBuffer.wrap(Files.readAllBytes(file)));
        READ.incrementAndGet();
        String expectations = file.toString().replaceFirst("txt$", "expected.json");
        JsonNode expected = new ObjectMapper().readTree(Path.of(expectations).toFile());
        assertAll(
                () -> assertEquals(kind(expected), message.kind()),
                () -> assertEquals(expected.path("target").asText(""), message.target()),
                () -> assertEquals(expected.path("usn").asText(""), message.usn()),
                () -> assertEquals(expected.path("location").asText(""), message.location()),
                () -> assertEquals(expected.path("server").asText(""), message.server()),
                () -> assertEquals(expected.path("maxAge").asLong(-1), message.maxAge().orElse(-1)),
                () -> assertEquals(expected.path("bootId").asLong(-1), message.bootId().orElse(-1)),
                () -> assertEquals(!expected.path("notUpnp").asBoolean(), message.upnp()),
                () ->
                        assertEquals(
                                url(expected),
                                message.descriptionUrl().map(URI::toString).orElse("")));
        MATCHED.incrementAndGet();
    }

    /** By form alone: a loopback LOCATION is for the control point to correct. */
    private static Kind kind(JsonNode expected) {
        return switch (expected.path("messageType").asText()) {
            case "response" -> Kind.ANSWER;
            case "alive" -> Kind.ALIVE;
            case "byebye" -> Kind.BYEBYE;
            case "update" -> Kind.UPDATE;
            case "search" -> Kind.SEARCH;
            default -> Kind.OTHER;
        };
    }

    private static String url(JsonNode expected) {
        String location = expected.path("location").asText("");
        return location.startsWith("http://") ? location : "";
    }
}
