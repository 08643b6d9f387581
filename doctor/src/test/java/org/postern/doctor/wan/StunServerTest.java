// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.wan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Reason;

class StunServerTest {
    @Test
    void thePortIsThatOfTheStandard_unlessOneIsNamed() throws Exception {
        assertEquals(
                new StunServer("stun.example.org", 3478), StunServer.parse("stun.example.org"));
        assertEquals(new StunServer("192.0.2.1", 65_535), StunServer.parse("192.0.2.1:65535"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":3478",
                "host:",
                "host:0",
                "host:65536",
                "host:-1",
                "host:x",
                "host:999999",
                "a b",
                "stun:host:3478",
                "http://host",
                "user@host",
                "[2001:db8::1]:3478",
                "2001:db8::1",
                "host:34 78",
                "host/path"
            })
    void anythingElseIsAnInvalidArgument(String text) {
        GatewayException failure =
                assertThrows(GatewayException.class, () -> StunServer.parse(text));
        assertEquals(Reason.INVALID_ARGUMENT, failure.reason());
    }
}
