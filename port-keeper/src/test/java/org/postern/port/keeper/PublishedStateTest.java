// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.api.finder.GatewayState;

import java.net.InetAddress;
import java.util.Optional;

class PublishedStateTest {

    @Test
    void literalsAndRevisions() throws Exception {
        assertEquals(
                new GatewayState(Optional.of(InetAddress.getByName("203.0.113.7")), 5),
                PublishedState.of("203.0.113.7", 5L));
        assertEquals(
                new GatewayState(Optional.of(InetAddress.getByName("2001:db8::1")), 0),
                PublishedState.of("2001:db8::1", null));
        assertEquals(new GatewayState(Optional.empty(), 1), PublishedState.of(null, 1L));
    }

    /** Anybody can register a gateway: its name must not be looked up. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "router.example",
                "localhost",
                "1.2.3",
                "1.2.3.256",
                "999.1.1.1",
                "face",
                "::g",
                "1:2",
                "127.1"
            })
    void whatIsNoLiteral_isNoAddress(String text) {
        assertEquals(new GatewayState(Optional.empty(), 0), PublishedState.of(text, "x"));
    }
}
