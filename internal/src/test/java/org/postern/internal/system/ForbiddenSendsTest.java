// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.system;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.BindException;
import java.net.SocketException;

class ForbiddenSendsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Operation not permitted",
                "Operation not permitted (sendto failed)",
                "Permission denied",
                "An attempt was made to access a socket in a way forbidden by its access"
                        + " permissions"
            })
    void aRuleOfTheSystem(String message) {
        assertTrue(ForbiddenSends.is(new SocketException(message)));
        assertTrue(ForbiddenSends.is(new BindException(message)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Network is unreachable", "No route to host", "Invalid argument"})
    void anotherFailure(String message) {
        assertFalse(ForbiddenSends.is(new SocketException(message)));
    }

    @Test
    void aFailureWithoutWords() {
        assertFalse(ForbiddenSends.is(new IOException()));
    }
}
