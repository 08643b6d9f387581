// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no answer is refused in words; answers without end have their test elsewhere. */
class HostileAnswersTest {
    private static final String CHUNKED = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

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
        return assertThrows(
                        HttpFormatException.class, () -> Received.of(Received.DESCRIPTION, pieces))
                .getMessage();
    }
}
