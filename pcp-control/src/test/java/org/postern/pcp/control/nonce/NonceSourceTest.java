// SPDX-License-Identifier: Apache-2.0
package org.postern.pcp.control.nonce;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postern.api.gateway.Protocol;
import org.postern.pcp.control.packet.PcpNonce;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

class NonceSourceTest {
    private static final NonceSource SOURCE = new NonceSource(() -> new byte[32]);

    /** RFC 4231, cases 1 and 2. */
    @ParameterizedTest
    @CsvSource({
        "0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b, Hi There,"
                + " b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7",
        "4a656665, what do ya want for nothing?,"
                + " 5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    })
    void hmac(String key, String message, String expected) {
        byte[] result =
                new Hmac(HexFormat.of().parseHex(key))
                        .of(message.getBytes(StandardCharsets.US_ASCII));

        assertEquals(expected, HexFormat.of().formatHex(result));
    }

    /** Made with another implementation: what is open must not be lost with an update. */
    @Test
    void aNonce_staysAsItIs() throws Exception {
        assertEquals(
                new PcpNonce(0x673e42121a717174L, 0x5e384593),
                SOURCE.of(address("192.168.1.1"), address("192.168.1.2"), Protocol.TCP, 8080));
    }

    @Test
    void allButTheExternalPort_makesAnotherNonce() throws Exception {
        Set<PcpNonce> nonces = new HashSet<>();
        for (String server : List.of("192.168.1.1", "192.168.1.3", "::c0a8:101")) {
            for (String client : List.of("192.168.1.2", "192.168.1.1")) {
                for (Protocol protocol : Protocol.values()) {
                    for (int port : List.of(1, 256, 65535)) {
                        nonces.add(SOURCE.of(address(server), address(client), protocol, port));
                    }
                }
            }
        }

        // The IPv4 address and the one in the same 16 bytes are one: a server has one of them.
        assertEquals(2 * 2 * 2 * 3, nonces.size());
    }

    private static InetAddress address(String literal) throws UnknownHostException {
        return InetAddress.getByName(literal);
    }
}
