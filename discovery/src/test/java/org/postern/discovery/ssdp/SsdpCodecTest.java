// SPDX-License-Identifier: Apache-2.0
package org.postern.discovery.ssdp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.discovery.ssdp.SsdpMessage.Kind;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;

class SsdpCodecTest {
    private static final String ANSWER =
            "HTTP/1.1 200 OK\r\n"
                    + "CACHE-CONTROL: max-age=120\r\n"
                    + "EXT:\r\n"
                    + "LOCATION: http://192.0.2.1:5000/root.xml\r\n"
                    + "SERVER: Any/1 UPnP/1.1 Thing/2\r\n"
                    + "ST: upnp:rootdevice\r\n"
                    + "USN: uuid:1::upnp:rootdevice\r\n"
                    + "BOOTID.UPNP.ORG: 42\r\n"
                    + "CONFIGID.UPNP.ORG: 7\r\n"
                    + "\r\n";

    private static SsdpMessage read(String text) {
        return SsdpCodec.read(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static void assertReads(String text) {
        SsdpMessage expected =
                new SsdpMessage(
                        Kind.ANSWER,
                        "upnp:rootdevice",
                        "uuid:1::upnp:rootdevice",
                        "http://192.0.2.1:5000/root.xml",
                        OptionalLong.of(120),
                        "Any/1 UPnP/1.1 Thing/2",
                        OptionalLong.of(42),
                        OptionalLong.empty(),
                        OptionalLong.of(7));
        assertEquals(expected, read(text));
    }

    @Test
    void anAnswerAsTheStandardWritesItIsRead() {
        assertReads(ANSWER);
    }

    @Test
    void endsOfLinesMayBeOddOrMissing() {
        assertReads(ANSWER.replace("\r\n", "\n"));
        assertReads(ANSWER.replace("\r\n", "\r"));
        assertReads(ANSWER.strip());
        assertReads(ANSWER + "\r\n\r\n");
        assertReads(ANSWER.strip() + "\0\0\0");
        assertReads(ANSWER + "\0\0\0");
        assertReads("\r\n" + ANSWER);
    }

    @Test
    void headersMayBeSpeltOddly() {
        assertReads(ANSWER.replace("LOCATION", "lOCATION"));
        assertReads(ANSWER.replace(": ", ":"));
        assertReads(ANSWER.replace(": ", " : \t"));
        assertReads(ANSWER.replace("CACHE-CONTROL", "CACHE_CONTROL"));
        assertReads(ANSWER.replace("EXT:\r\n", ""));
        assertReads(ANSWER.replace("200 OK\r\n", "200 OK \r\n odd:Nucleus\r\nno colon\r\n"));
        assertReads(ANSWER.replace("HTTP/1.1", "HTTP/1.0"));
        assertReads(ANSWER.replace("HTTP/1.1 200 OK", "http/1.1  200"));
        assertReads(ANSWER.replace("ST:", "NT:"));
        assertReads(ANSWER.replace("\r\nST:", "\r\nNT: upnp:other\r\nst:"));
    }

    @Test
    void headersMayBeFoldedOrIndented() {
        assertReads(ANSWER.replace("LOCATION: ", "LOCATION:\r\n\t"));
        assertReads(ANSWER.replace("Any/1 UPnP/1.1", "Any/1\r\n  UPnP/1.1"));
        assertReads(ANSWER.replace("\r\n", "\r\n    "));
        assertReads(ANSWER.replace("EXT:\r\n", "X-ODD: a\r\n b: c\r\n http://192.0.2.66/\r\n"));
    }

    @Test
    void nothingButTheMessageIsRead() {
        assertReads("\ufeff" + ANSWER);
        assertReads("\0\0\r\n \r\n" + ANSWER);
        assertReads(ANSWER.replace("ice\r\n", "ice\0\0\0\r\n"));
        assertReads(ANSWER.replace("rootdevice\r\nBOOT", "rootdevice\0\u0001left over\r\nBOOT"));
    }

    @Test
    void textsMayBeInLatin1() {
        String text = ANSWER.replace("Thing/2", "B\u00f6x/2");
        assertEquals("Any/1 UPnP/1.1 B\u00f6x/2", read(text).server());
        ByteBuffer latin1 = ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
        assertEquals(read(text), SsdpCodec.read(latin1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "max-age = 120",
                "max-age= 120",
                "MAX-AGE=\"120\"",
                "no-cache=\"Ext\", max-age = 120",
                "max-age=120, must-revalidate",
                "max-age:120",
                "Max-Age = '120';",
                "maxage=120",
                "120"
            })
    void maxAgeMayHaveBlanksQuotesAndNeighbours(String cacheControl) {
        assertReads(ANSWER.replace("max-age=120", cacheControl));
    }

    @Test
    void whatFollowsTheEmptyLineIsNoHeader() {
        assertReads(ANSWER + "LOCATION: http://192.0.2.66/\r\n");
    }

    @Test
    void theFirstOfRepeatedHeadersCounts() {
        assertReads(ANSWER.strip() + "\r\nLOCATION: http://192.0.2.66/\r\n");
        assertReads(ANSWER.replace("LOCATION", "LOCATION:\r\nLOCATION"));
    }

    @ParameterizedTest
    @CsvSource({
        "max-age=-1, -1",
        "max-age=, -1",
        "no-cache, -1",
        "private=120, -1",
        "max-age=007, 7",
        "max-age=0, 0",
        "max-age=12x, 12",
        "max-age=99999999999, 9999999999",
        "'', -1"
    })
    void ofMaxAgeOnlyANumberCounts(String cacheControl, long seconds) {
        String text = ANSWER.replace("max-age=120", cacheControl);
        assertEquals(seconds, read(text).maxAge().orElse(-1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "1e3", "0x10", "abc", "1 2", "9999999999999999999"})
    void ofABootIdOnlyANumberCounts(String bootId) {
        assertEquals(OptionalLong.empty(), read(ANSWER.replace("42", bootId)).bootId());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "uuid:UPnP-SpeedTouch510::upnp:rootdevice",
                "uuid:roku:ecp:X0::y::z",
                "RINCON_1",
                "uuid:",
                "::"
            })
    void aUsnIsOpaque(String usn) {
        assertEquals(usn, read(ANSWER.replace("uuid:1::upnp:rootdevice", usn)).usn());
    }

    @Test
    void everythingButTheLocationMayBeMissing() {
        SsdpMessage message = read("HTTP/1.1 200 OK\r\nLOCATION: http://192.0.2.1/\r\n");
        assertEquals(Kind.ANSWER, message.kind());
        assertTrue(message.upnp());
        assertEquals("http://192.0.2.1/", message.descriptionUrl().orElseThrow().toString());
        assertEquals("", message.target() + message.usn() + message.server());
        assertTrue(message.maxAge().isEmpty() && message.bootId().isEmpty());
    }

    @Test
    void theHostHeaderMeansNothing() {
        assertReads(ANSWER.replace("EXT:", "HOST: [FF02::C]:1900"));
        assertReads(ANSWER.replace("EXT:", "HOST: 239.255.255.250:1900"));
    }

    @Test
    void aByebyeNeedsNoLocation_norAnEmptyOneAValue() {
        String bye = "NOTIFY * HTTP/1.1\r\nNTS: ssdp:byebye\r\nUSN: uuid:1\r\n";
        for (String text : List.of(bye, bye + "LOCATION:\r\n\r\n", bye + "Location: \r\n")) {
            assertEquals(Kind.BYEBYE, read(text).kind());
            assertEquals("uuid:1", read(text).usn());
            assertTrue(read(text).descriptionUrl().isEmpty());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ssdp:alive, ALIVE",
        "\"ssdp:alive\", ALIVE",
        "SSDP:Alive, ALIVE",
        "ssdp:byebye, BYEBYE",
        "ssdp:update, UPDATE",
        "ssdp:dance, OTHER",
        "'', OTHER"
    })
    void announcementsAreToldApart(String nts, Kind kind) {
        SsdpMessage message =
                read("NOTIFY * HTTP/1.1 \r\nNT: upnp:rootdevice\r\nNTS: " + nts + "\r\n\r\n");
        assertEquals(kind, message.kind());
        assertEquals("upnp:rootdevice", message.target());
        assertEquals("", message.location());
    }

    @ParameterizedTest
    @CsvSource({
        "M-SEARCH * HTTP/1.1, SEARCH",
        "HTTP/1.1 404 Not Found, OTHER",
        "HTTP/1.1, OTHER",
        "GET / HTTP/1.1, OTHER",
        "'', OTHER"
    })
    void otherMessagesAreToldApart(String startLine, Kind kind) {
        assertEquals(kind, read(startLine + "\r\nST: x\r\n\r\n").kind());
    }

    @Test
    void controlCharactersAreRemoved() {
        SsdpMessage message =
                read(ANSWER.replace("Thing", "\u001b[31mTh\u0007i\u202en\u0085\u2028g\u007f"));
        assertEquals("Any/1 UPnP/1.1 [31mThing/2", message.server());
    }

    @Test
    void numbersThatAreNoneAreLeftOut() {
        SsdpMessage message =
                read(ANSWER.replace("42", "-1").replace("120", "99999999999999999999999"));
        assertEquals(OptionalLong.empty(), message.bootId());
        assertEquals(OptionalLong.of(9_999_999_999L), message.maxAge());
    }

    @ParameterizedTest
    @CsvSource({
        "upnp:rootdevice, true",
        "uuid:x, true",
        "urn:x:device:y:1, true",
        "'', true",
        "'\"urn:x:device:y:1\"', true",
        "rootdevice, true",
        "hnap:GatewayWithWiFi, false",
        "roku:ecp, false"
    })
    void targetsOfOtherProtocolsAreTold(String target, boolean upnp) {
        assertEquals(upnp, read(ANSWER.replace("ST: upnp:rootdevice", "ST: " + target)).upnp());
    }

    @Test
    void noiseIsNoMessage() {
        Random random = new Random(1);
        for (int i = 0; i < 2000; i++) {
            byte[] noise = new byte[random.nextInt(1500)];
            random.nextBytes(noise);
            assertFalse(SsdpCodec.read(ByteBuffer.wrap(noise)).kind() == Kind.ANSWER);
        }
    }
}
