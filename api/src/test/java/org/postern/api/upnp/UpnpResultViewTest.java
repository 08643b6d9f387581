// SPDX-License-Identifier: Apache-2.0
package org.postern.api.upnp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.postern.api.gateway.ControlCode;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Reason;

import java.util.Optional;
import java.util.OptionalInt;

/** The results of the reference are a view of the neutral reason and the raw code. */
class UpnpResultViewTest {
    @ParameterizedTest
    @EnumSource(Reason.class)
    void everyReasonHasAResult(Reason reason) {
        assertNotEquals(UpnpResult.SUCCESS, UpnpResult.of(reason, Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({
        "UNSUPPORTED, 715, SRC_IP_WILDCARD_NOT_PERMITTED",
        "UNSUPPORTED, 716, EXT_PORT_WILDCARD_NOT_PERMITTED",
        "UNSUPPORTED, 724, SAME_PORT_VALUES_REQUIRED",
        "UNSUPPORTED, 726, REMOTE_HOST_MUST_BE_WILDCARD",
        "UNSUPPORTED, 727, EXT_PORT_MUST_BE_WILDCARD",
        "UNSUPPORTED, 732, INT_PORT_WILDCARD_NOT_PERMITTED",
        "UNSUPPORTED, 602, ACTION_FAILED",
        "INVALID_ARGUMENT, 402, INVALID_ARGS",
        "INVALID_ARGUMENT, 713, NO_SUCH_ENTRY_IN_ARRAY",
        "INVALID_ARGUMENT, 733, INCONSISTENT_PARAMETERS",
        "CONFLICT, 729, CONFLICT_WITH_OTHER_MAPPING",
        "RESERVED, 718, CONFLICT_WITH_OTHER_MECHANISM"
    })
    void aRawUpnpCodeTellsMoreWithinItsReason(Reason reason, int code, UpnpResult result) {
        assertEquals(result, UpnpResult.of(reason, Optional.of(new ControlCode("upnp", code))));
    }

    @Test
    void codesOfOtherProtocolsAreNotReadAsThoseOfUpnp() {
        Optional<ControlCode> other = Optional.of(new ControlCode("pcp", 724));
        assertEquals(UpnpResult.ACTION_FAILED, UpnpResult.of(Reason.UNSUPPORTED, other));
        assertEquals(OptionalInt.empty(), UpnpResult.upnpErrorCode(other));
    }

    @Test
    void anArgumentThatNoGatewaySawIsAParameterOfOurs() {
        GatewayException failure = new GatewayException(Reason.INVALID_ARGUMENT, "out of range");
        assertEquals(UpnpResult.INVALID_PARAM, UpnpResult.of(failure));
    }
}
