// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.wan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.doctor.wan.StunMessage.Response;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;

class StunMessageTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final byte[] ID = HEX.parseHex("b7e7a701bc34d686fa87dfae");
    private static final String COOKIE_AND_ID = "2112a442" + "b7e7a701bc34d686fa87dfae";

    /** RFC 5769 section 2.2: SOFTWARE, XOR-MAPPED-ADDRESS, MESSAGE-INTEGRITY, FINGERPRINT. */
    private static final String RFC_5769_IPV4 =
            "0101003c"
                    + COOKIE_AND_ID
                    + "8022000b7465737420766563746f7220"
                    + "002000080001a147e112a643"
                    + "000800142b91f599fd9e90c38c7489f92af9ba53f06be7d7"
                    + "80280004c07d4c96";

    /** RFC 5769 section 2.3. */
    private static final String RFC_5769_IPV6 =
            "01010048"
                    + COOKIE_AND_ID
                    + "8022000b7465737420766563746f7220"
                    + "002000140002a1470113a9faa5d3f179bc25f4b5bed2b9d9"
                    + "00080014a382954e4be67bf11784c97c8292c275bfe3ed41"
                    + "80280004c8fb0b4c";

    private static Optional<Response> read(String hex) {
        return StunMessage.response(ByteBuffer.wrap(HEX.parseHex(hex)), ID);
    }

    private static Optional<Response> address(String text) throws UnknownHostException {
        return Optional.of(new Response(Optional.of(InetAddress.getByName(text))));
    }

    private static final Optional<Response> NO_ADDRESS =
            Optional.of(new Response(Optional.empty()));

    @Test
    void aRequestIsABindingWithoutAttributes() {
        ByteBuffer request = StunMessage.bindingRequest(ID);
        byte[] bytes = new byte[request.remaining()];
        request.get(bytes);
        assertEquals("00010000" + COOKIE_AND_ID, HEX.formatHex(bytes));
    }

    @Test
    void theVectorOfTheStandardIsRead() throws Exception {
        assertEquals(address("192.0.2.1"), read(RFC_5769_IPV4));
    }

    @Test
    void anAddressOverIpv6IsNotOneOfThisNetworkOverIpv4() {
        assertEquals(NO_ADDRESS, read(RFC_5769_IPV6));
    }

    @Test
    void aServerOfTheOldStandardTellsThePlainAddress_withAttributesThatNobodyNeeds()
            throws Exception {
        String plain = "0001000800018055c0000201";
        String source = "0004000800010d96c6336401";
        assertEquals(address("192.0.2.1"), read("01010018" + COOKIE_AND_ID + plain + source));
    }

    @Test
    void theMaskedAddressCounts_whereBothAreTold() throws Exception {
        String plain = "00010008000180550a000001";
        String masked = "002000080001a147e112a643";
        assertEquals(address("192.0.2.1"), read("01010018" + COOKIE_AND_ID + plain + masked));
        assertEquals(address("192.0.2.1"), read("01010018" + COOKIE_AND_ID + masked + plain));
    }

    @Test
    void aRefusalIsAnAnswerWithoutAnAddress() {
        assertEquals(NO_ADDRESS, read("01110008" + COOKIE_AND_ID + "0009000400000400"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0101",
                // A request.
                "00010000" + COOKIE_AND_ID,
                // Of another method.
                "01030000" + COOKIE_AND_ID,
                // With another transaction id, or without the cookie.
                "010100002112a442b7e7a701bc34d686fa87dfaf",
                "0101000021120000b7e7a701bc34d686fa87dfae",
                // Longer or shorter than it says, or of no whole attributes.
                "01010008" + COOKIE_AND_ID + "00200008",
                "01010000" + COOKIE_AND_ID + "00000000",
                "01010003" + COOKIE_AND_ID + "000000",
            })
    void whatIsNoResponseToTheRequestIsNone(String hex) {
        assertEquals(Optional.empty(), read(hex));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // An attribute that is longer than the message.
                "01010004" + COOKIE_AND_ID + "0020ffff",
                // An address of another length than its family has, and of no family.
                "01010008" + COOKIE_AND_ID + "002000040001a147",
                "0101000c" + COOKIE_AND_ID + "002000080007a147e112a643",
                "01010008" + COOKIE_AND_ID + "0020000000200000",
            })
    void whatIsNoAddressIsNotTold(String hex) {
        assertEquals(NO_ADDRESS, read(hex));
    }

    /** Whatever comes, reading it ends, and makes no address out of nothing. */
    @Test
    void bytesOfAllKindsAreRead() {
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = HEX.parseHex(RFC_5769_IPV4);
            for (int change = 0; change <= random.nextInt(4); change++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            StunMessage.response(ByteBuffer.wrap(bytes, 0, random.nextInt(bytes.length + 1)), ID);
        }
    }
}
