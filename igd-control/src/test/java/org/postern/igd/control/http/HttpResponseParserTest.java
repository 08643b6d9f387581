// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What routers get wrong about HTTP costs nobody the answer. */
class HttpResponseParserTest {
    private static final String DOCUMENT = "<?xml version=\"1.0\"?><root><device/></root>";
    private static final String SOAP = "<s:Envelope><s:Body><u:A/></s:Body></s:Envelope>";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 43\r\n\r\n" + DOCUMENT,
                "HTTP/1.1 200 OK\nContent-Length: 43\n\n" + DOCUMENT,
                "HTTP/1.1 200 OK\r\ncontent-length:43  \r\nServer:\r\n\r\n" + DOCUMENT,
                "HTTP/1.0 200 OK\r\nContent-Type: text/plain\r\n\r\n" + DOCUMENT,
                "HTTP/1.1 200\r\n\r\n" + DOCUMENT,
                "\r\nHTTP/1.1 200 OK\r\n\r\n" + DOCUMENT,
                "http/1.1  200  OK\r\nContent-Length: 43\r\n\r\n" + DOCUMENT,
                "HTTP/1.1 200 OK\r\n server:Nucleus/1.13\r\nContent-Length: 43\r\n\r\n" + DOCUMENT,
                "HTTP/1.1 200 OK\r\nno header at all\r\n: nameless\r\n\r\n" + DOCUMENT,
                "HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n" + DOCUMENT,
                "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n" + DOCUMENT,
                "HTTP/1.1 200 OK\r\nContent-Length: 4294967295\r\n\r\n" + DOCUMENT,
                "HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n" + DOCUMENT,
                "HTTP/1.1 200 OK\r\nContent-Length: 37\r\n\r\n" + DOCUMENT,
                "HTTP/1.1 200 OK\r\nContent-Length: 30\r\n\r\n" + DOCUMENT,
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                        + "15\r\n<?xml version=\"1.0\"?>\r\n"
                        + "16;x=\"y\"\r\n<root><device/></root>\r\n"
                        + "0\r\nTrailer: x\r\n\r\n",
                "HTTP/1.1 200 OK\nTRANSFER-ENCODING: Chunked\nContent-Length: 3\n\n"
                        + "2B \n"
                        + DOCUMENT
                        + "\n0\n\n",
                "HTTP/1.1 100 Continue\r\nContent-Length: 0\r\n\r\nHTTP/1.1 200 OK\r\n\r\n"
                        + DOCUMENT
            })
    void document_inPiecesOfAnySize_isTheSame(String answer) throws HttpFormatException {
        assertEquals(DOCUMENT, Received.of(Received.DESCRIPTION, answer).body());
        assertEquals(200, Received.of(Received.DESCRIPTION, answer).status());
        assertEquals(DOCUMENT, Received.byteByByte(Received.DESCRIPTION, answer).body());
        for (int cut = 1; cut < answer.length(); cut++) {
            String body =
                    Received.of(
                                    Received.DESCRIPTION,
                                    answer.substring(0, cut),
                                    answer.substring(cut))
                            .body();
            assertEquals(DOCUMENT, body, "cut at " + cut);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 500 Error\r\nContent-Length: 48\r\n\r\n" + SOAP,
                "HTTP/1.1 500 Error\r\nContent-Length: 480\r\n\r\n" + SOAP,
                "HTTP/1.1 500 Error\r\nContent-Length: 40\r\n\r\n" + SOAP,
                "HTTP/1.1 500 Error\r\n\r\n" + SOAP,
                "HTTP/1.1 500 Error\r\nContent-Length: 49\r\n\r\n" + SOAP + "\0",
                "HTTP/1.1 500 Error\r\nTransfer-Encoding: chunked\r\n\r\n30\r\n" + SOAP
            })
    void answerToAnAction_thatHasEnded_isNotWaitedFor(String answer) throws HttpFormatException {
        assertEquals(false, Received.of(Received.SOAP, answer).waited());
        assertEquals(false, Received.byteByByte(Received.SOAP, answer).waited());
        assertEquals(500, Received.of(Received.SOAP, answer).status());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 204 No Content\r\n\r\n",
                "HTTP/1.1 304 Not Modified\r\nContent-Length: 12\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
            })
    void answerWithoutABody_isComplete(String answer) throws HttpFormatException {
        assertEquals("", Received.of(Received.DESCRIPTION, answer).body());
        assertEquals(false, Received.byteByByte(Received.DESCRIPTION, answer).waited());
    }

    @Test
    void bodyThatIsNoDocument_endsAtItsLength() throws HttpFormatException {
        String answer = "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nstatus=ok";

        assertEquals(
                new Received(200, "status=ok", false),
                Received.byteByByte(Received.DESCRIPTION, answer));
    }

    @Test
    void documentThatStaysCut_isThereWhenTheConnectionEnds() throws HttpFormatException {
        String answer = "HTTP/1.1 200 OK\r\nContent-Length: 19\r\n\r\n<root><device></dev";

        assertEquals(
                new Received(200, "<root><device></dev", true),
                Received.of(Received.DESCRIPTION, answer));
    }

    @Test
    void chunksOfOneByte_areReadAsManyAsAnyDescriptionNeeds() throws HttpFormatException {
        String many = "x".repeat(50_000);
        String answer =
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                        + many.replace("x", "1\r\nx\r\n")
                        + "0\r\n\r\n";

        assertEquals(many, Received.of(Received.DESCRIPTION, answer).body());
    }
}
