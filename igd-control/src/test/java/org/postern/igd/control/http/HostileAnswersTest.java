package org.postern.igd.control.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** No device makes the client read without end. */
class HostileAnswersTest {
    private static final String CHUNKED = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

    @Test
    void endlessHeaderLine_isRefused() {
        assertEquals("the answer's headers are too long", refusal("HTTP/1.1 200 OK\r\nX: ", "x"));
    }

    @Test
    void endlessHeaders_areRefused() {
        assertEquals(
                "the answer's headers are too long", refusal("HTTP/1.1 200 OK\r\n", "X: y\r\n"));
    }

    @Test
    void endlessContinues_areRefused() {
        assertEquals(
                "the answer's headers are too long", refusal("", "HTTP/1.1 100 Continue\r\n\r\n"));
    }

    @Test
    void endlessChunkHeader_isRefused() {
        assertEquals("the answer's headers are too long", refusal(CHUNKED + "1;", "x"));
    }

    @Test
    void longExtensionsOfTinyChunks_areRefused() {
        String extension = ";" + "x".repeat(1000);

        assertEquals(
                "the answer's headers are too long",
                refusal(CHUNKED, "1" + extension + "\r\nx\r\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 999999\r\n\r\n",
                CHUNKED + "7fffffff\r\n"
            })
    void endlessBody_isRefusedAtTheBound(String head) {
        assertEquals("the answer is longer than 524288 bytes", refusal(head, "x".repeat(1000)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "x", "123456789", "0x10", "<root/>"})
    void chunkSizeThatIsNone_isRefused(String size) {
        assertEquals("the answer's chunks are malformed", failure(CHUNKED + size + "\r\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0-OpenSSH_9.2\r\n",
                "220 router FTP server ready\r\n",
                "HTTP/1.1 OK\r\n",
                "HTTP/1.1 99 Low\r\n",
                "HTTP/1.1 2000 High\r\n",
                "HTTP/1.1\r\n",
                "<root/>\r\n"
            })
    void otherProtocols_areNamedAsSuch(String answer) {
        assertEquals("the answer is no HTTP", failure(answer));
    }

    @Test
    void connectionThatEndsEarly_isToldFromOneThatSaysNothing() {
        assertEquals("the connection was closed without an answer", failure(""));
        assertEquals("the answer ended within its headers", failure("HTTP/1.1 200 OK\r\nA: b"));
    }

    private static String failure(String... pieces) {
        return assertThrows(HttpFormatException.class, () -> Received.of(pieces)).getMessage();
    }

    /** Fails where a megabyte is taken without complaint. */
    private static String refusal(String head, String endless) {
        HttpResponseParser parser = new HttpResponseParser();
        ByteBuffer start = ByteBuffer.wrap(head.getBytes(StandardCharsets.ISO_8859_1));
        byte[] more = endless.getBytes(StandardCharsets.ISO_8859_1);
        HttpFormatException refused =
                assertThrows(
                        HttpFormatException.class,
                        () -> {
                            parser.feed(start);
                            for (int sent = 0; sent < 1 << 20; sent += more.length) {
                                parser.feed(ByteBuffer.wrap(more));
                            }
                        });
        assertTrue(parser.body().length <= HttpResponseParser.MAX_BODY);
        return String.valueOf(refused.getMessage());
    }
}
