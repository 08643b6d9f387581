// SPDX-License-Identifier: Apache-2.0
package org.postern.gateways.protocols;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postern.api.gateway.Advice;
import org.postern.api.gateway.ControlCode;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Reason;

import java.util.Set;

class DiagnosableFailuresTest {
    @ParameterizedTest
    @EnumSource(
            names = {
                "UNREACHABLE",
                "NOT_AUTHORIZED",
                "CONFLICT",
                "NO_RESOURCES",
                "NO_ADDRESS",
                "FAILED",
                "INVALID_GATEWAY",
                "NO_GATEWAY",
                "NO_DEVICES"
            })
    void ofTheNetworkAndTheGateway_moreCanBeTold(Reason reason) {
        GatewayException failure = new GatewayException(reason, "No.").advising(Advice.ANY_PORT);

        GatewayException advised = DiagnosableFailures.advised(failure);

        assertEquals(Set.of(Advice.ANY_PORT, Advice.DIAGNOSE), advised.advice());
        assertEquals("No.", advised.getMessage());
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "INVALID_ARGUMENT",
                "INVALID_PORT",
                "INVALID_PROTOCOL",
                "INVALID_LEASE",
                "UNSUPPORTED",
                "LEASE_REFUSED",
                "NOT_FOUND"
            })
    void ofARequestThatCannotBe_nothingMoreCanBeTold(Reason reason) {
        GatewayException failure = new GatewayException(reason, "No.");

        assertEquals(Set.of(), DiagnosableFailures.advised(failure).advice());
    }

    @Test
    void anArgumentThatTheGatewayCallsInvalid_maySayAnything() {
        GatewayException failure =
                new GatewayException(Reason.INVALID_ARGUMENT, new ControlCode("upnp", 402), "No.");

        assertEquals(Set.of(Advice.DIAGNOSE), DiagnosableFailures.advised(failure).advice());
    }
}
