// SPDX-License-Identifier: Apache-2.0
package org.postern.pcp.control.packet;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.postern.pcp.control.packet.PcpReply.Announced;
import org.postern.pcp.control.packet.PcpReply.Mapped;
import org.postern.pcp.control.packet.PcpReply.PmpAddress;
import org.postern.pcp.control.packet.PcpReply.PmpMapped;
import org.postern.pcp.control.packet.PcpReply.Refused;
import org.postern.pcp.control.packet.PcpReply.Timed;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads what real servers sent, where the collection lies beside the project. */
class PacketCorpusTest {
    private static final Path CORPUS = Path.of("..", "..", "shared", "corpus");

    @TestFactory
    Stream<DynamicTest> everyPacketIsReadAsExpected() throws IOException {
        assumeTrue(Files.isDirectory(CORPUS), "Skipped: there is no corpus at " + CORPUS);
        List<Path> files =
                Stream.concat(
                                Files.list(CORPUS.resolve("pcp")),
                                Files.list(CORPUS.resolve("natpmp")))
                        .filter(file -> file.toString().endsWith(".bin"))
                        .sorted()
                        .toList();
        System.out.println("PCP corpus: " + files.size() + " files read.");
        return files.stream()
                .map(
                        file ->
                                DynamicTest.dynamicTest(
                                        file.getFileName().toString(), () -> check(file)));
    }

    private static void check(Path file) throws IOException {
        String expectations = file.toString().replaceFirst("bin$", "expected.json");
        JsonNode expected = new ObjectMapper().readTree(Path.of(expectations).toFile());
        String outcome = expected.path("outcome").asText();
        if (outcome.equals("silence")) {
            // Requests, and what looks like a reply and was sent as one.
            return;
        }
        Optional<PcpReply> reply = PcpReplyReader.read(ByteBuffer.wrap(Files.readAllBytes(file)));
        assertEquals(isReply(expected), reply.isPresent());
        reply.ifPresent(
                each ->
                        assertAll(
                                () -> assertTrue(outcomes(each).contains(outcome), each::toString),
                                () -> assertEquals(expected.path("resultCode").asInt(), code(each)),
                                () -> compare(expected, each)));
    }

    private static boolean isReply(JsonNode expected) {
        if (isPeerMapping(expected)) {
            return false;
        }
        return switch (expected.path("outcome").asText()) {
            case "malformedRequest", "otherVersion" -> false;
            case "" -> expected.path("opcode").asInt(128) >= 128 && isLong(expected);
            default -> true;
        };
    }

    /** The reply to a request that is never sent. */
    private static boolean isPeerMapping(JsonNode expected) {
        return expected.path("version").asInt() == PcpReply.PCP
                && expected.path("opcode").asInt() == 130
                && expected.path("resultCode").asInt() == 0;
    }

    /** Requests are in the collection, too. */
    private static boolean isLong(JsonNode expected) {
        return expected.path("hex").asText().startsWith("0080");
    }

    private static List<String> outcomes(PcpReply reply) {
        if (reply instanceof Mapped || reply instanceof PmpMapped) {
            return List.of("mapped", "mappedElsewhere", "deleted");
        }
        if (reply instanceof Announced) {
            return List.of("announced");
        }
        if (reply instanceof PmpAddress) {
            return List.of("address", "addressChanged", "noAddress", "");
        }
        return List.of("refused", "gone", "noAddress", "unsupportedVersion");
    }

    private static int code(PcpReply reply) {
        return reply instanceof Refused refused ? refused.code() : 0;
    }

    private static void compare(JsonNode expected, PcpReply reply) {
        if (reply instanceof Timed timed) {
            long epoch = timed.seconds();
            assertEquals(expected.path("epoch").asLong(epoch), epoch);
        }
        if (reply instanceof Mapped mapped) {
            assertEquals(expected.path("lifetime").asLong(), mapped.lifetime());
            assertEquals(expected.path("internalPort").asInt(), mapped.key().internalPort());
            assertEquals(expected.path("protocol").asInt(), mapped.key().protocolNumber());
            assertEquals(expected.path("externalPort").asInt(), mapped.externalPort());
            compareAddress(expected, mapped.externalAddress());
            ByteBuffer nonce = ByteBuffer.allocate(PcpNonce.LENGTH);
            mapped.key().nonce().write(nonce);
            assertEquals(expected.path("nonce").asText(), Hex.text(nonce.flip()));
        } else if (reply instanceof PmpMapped mapped) {
            assertEquals(expected.path("lifetime").asLong(), mapped.lifetime());
            assertEquals(expected.path("internalPort").asInt(), mapped.internalPort());
            assertEquals(expected.path("externalPort").asInt(), mapped.externalPort());
        } else if (reply instanceof PmpAddress address) {
            compareAddress(expected, address.externalAddress());
        }
    }

    private static void compareAddress(JsonNode expected, InetAddress address) {
        if (expected.has("externalIp")) {
            assertEquals(Hex.address(expected.path("externalIp").asText()), address);
        }
    }
}
