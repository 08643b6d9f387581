// SPDX-License-Identifier: Apache-2.0
package org.postern.api.gateway;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.Optional;
import java.util.Set;

class GatewayExceptionTest {
    private static final ControlCode CODE = new ControlCode("pcp", 8);

    @Test
    void adviceIsAdded_andTheRestKept() {
        GatewayException failure = new GatewayException(Reason.NO_RESOURCES, CODE, "full");
        GatewayException advising =
                failure.advising(Advice.LIST_MAPPINGS).advising(Advice.ANY_PORT);
        assertEquals(Set.of(Advice.ANY_PORT, Advice.LIST_MAPPINGS), advising.advice());
        assertEquals(Reason.NO_RESOURCES, advising.reason());
        assertEquals(Optional.of(CODE), advising.code());
        assertEquals("full", advising.getMessage());
        assertArrayEquals(failure.getStackTrace(), advising.getStackTrace());
    }

    @Test
    void otherWordsKeepCodeAndAdvice_andTheFirstFailure() {
        GatewayException failure =
                new GatewayException(Reason.UNKNOWN, CODE, "8").advising(Advice.ANY_PORT);
        GatewayException reworded = failure.reworded(Reason.CONFLICT, "taken");
        assertEquals(Reason.CONFLICT, reworded.reason());
        assertEquals(Optional.of(CODE), reworded.code());
        assertEquals(Set.of(Advice.ANY_PORT), reworded.advice());
        assertSame(failure, reworded.getSuppressed()[0]);
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    void aFailureIsAtMostOneOfConflict_unansweredAndRefusal(Reason reason) {
        GatewayException failure = new GatewayException(reason, "why");
        int kinds =
                (failure.isConflict() ? 1 : 0)
                        + (failure.isUnanswered() ? 1 : 0)
                        + (failure.isRefusal() ? 1 : 0);
        assertTrue(kinds <= 1, reason.name());
    }

    @Test
    void silenceIsNoRefusal_andAFixedRuleIsAConflict() {
        assertTrue(new GatewayException(Reason.UNREACHABLE, "silent").isUnanswered());
        assertFalse(new GatewayException(Reason.UNREACHABLE, "silent").isRefusal());
        assertTrue(new GatewayException(Reason.RESERVED, "a rule").isConflict());
        assertTrue(new GatewayException(Reason.NOT_AUTHORIZED, "off").isRefusal());
    }
}
