// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.calls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.postern.api.gateway.Advice;
import org.postern.api.gateway.ControlCode;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Reason;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

class BlockingCallsTest {
    private static final ControlCode CODE = new ControlCode("upnp", 718);

    @Test
    void aFailureOfAnotherThreadLeadsToTheLineOfTheCaller() throws Exception {
        GatewayException failure =
                CompletableFuture.supplyAsync(
                                () ->
                                        new GatewayException(Reason.CONFLICT, CODE, "Taken.")
                                                .advising(Advice.LIST_MAPPINGS))
                        .get();

        GatewayException thrown =
                assertThrows(
                        GatewayException.class,
                        () -> BlockingCalls.result(CompletableFuture.failedFuture(failure)));

        assertSame(failure, thrown.getCause());
        assertEquals(Reason.CONFLICT, thrown.reason());
        assertEquals(Optional.of(CODE), thrown.code());
        assertEquals(Set.of(Advice.LIST_MAPPINGS), thrown.advice());
        assertEquals("Taken.", thrown.getMessage());
        assertTrue(
                Arrays.stream(thrown.getStackTrace())
                        .map(StackTraceElement::getClassName)
                        .anyMatch(BlockingCallsTest.class.getName()::equals));
    }
}
