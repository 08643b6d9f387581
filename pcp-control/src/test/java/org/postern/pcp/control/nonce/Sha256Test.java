// SPDX-License-Identifier: Apache-2.0
package org.postern.pcp.control.nonce;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Random;

class Sha256Test {
    /** The examples of NIST for FIPS 180-4, of one block and of two. */
    @ParameterizedTest
    @CsvSource({
        "abc, ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq,"
                + " 248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    })
    void examples(String message, String expected) {
        byte[] digest = Sha256.of(message.getBytes(StandardCharsets.US_ASCII));

        assertEquals(expected, HexFormat.of().formatHex(digest));
    }

    /** The padding differs with the length. */
    @Test
    void everyLength_isAsOfTheJdk() throws Exception {
        MessageDigest jdk = MessageDigest.getInstance("SHA-256");
        Random random = new Random(1);
        for (int length = 0; length <= 300; length++) {
            byte[] message = new byte[length];
            random.nextBytes(message);

            assertArrayEquals(jdk.digest(message), Sha256.of(message), length + " bytes");
        }
    }
}
