// SPDX-License-Identifier: Apache-2.0
package org.postern.pcp.control.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.api.gateway.ControlCode;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.MappingResult;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.Reason;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What servers refuse, and answers that are not believed. */
class PcpRefusalsTest extends PcpGatewayFixture {
    @ParameterizedTest
    @CsvSource({"5", "6"})
    void aServerThatDoesNotKnowTheOption_isAskedWithoutIt(int result) throws Exception {
        model.optionResult = result;

        gateway.map(MappingRequest.tcp(8080));

        assertEquals(List.of("6 8080>8080"), model.table());
    }

    @Test
    void aShorterLease_isNoted_andOneTooShortIsRefused() throws Exception {
        model.longestLease = 60;
        MappingResult result = gateway.map(MappingRequest.tcp(8080));
        assertEquals(Duration.ofSeconds(60), result.mapping().lease());
        assertEquals(1, result.notes().size());

        model.longestLease = 29;
        assertFails(Reason.LEASE_REFUSED, () -> gateway.map(MappingRequest.tcp(8081)));
        assertEquals(List.of("6 8080>8080"), model.table());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void lifetimesOutOfPlace_areNotBelieved(boolean pcp) throws Exception {
        PcpGateway asked = pcp ? gateway : natPmp;
        model.lifetimeInReply = 0xffffffffL;
        assertEquals(Duration.ofDays(1), asked.map(MappingRequest.tcp(8080)).mapping().lease());
        assertTrue(asked.mappings().get(0).lease().compareTo(Duration.ofDays(1)) <= 0);

        for (long lifetime : List.of(0L, 1L)) {
            model.lifetimeInReply = lifetime;
            assertFails(Reason.LEASE_REFUSED, () -> asked.map(MappingRequest.tcp(8081)));
        }
        assertEquals(List.of("6 8080>8080"), model.table());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void port0_isNoPort(boolean pcp) {
        PcpGateway asked = pcp ? gateway : natPmp;
        model.portInReply = 0;

        assertFails(Reason.INVALID_RESPONSE, () -> asked.map(MappingRequest.tcp(8080).anyPort()));
    }

    @Test
    void whoDoesNotMapOverPcp_mayDoSoOverNatPmp() throws Exception {
        model.mapResult = 4;

        assertFails(Reason.FAILED, () -> gateway.map(MappingRequest.tcp(8080)));
        PortMapping mapping = natPmp.map(MappingRequest.tcp(8080)).mapping();
        natPmp.renew(mapping, HOUR);
        assertEquals(List.of("6 8080>8080"), model.table());
        natPmp.unmap(PortKey.tcp(8080));

        assertEquals(List.of(), model.table());
    }

    @Test
    void aPrivateAddress_isNoted() throws Exception {
        model.external = new byte[] {10, 1, 2, 3};

        assertEquals(1, gateway.map(MappingRequest.tcp(8080)).notes().size());
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0, 0",
        "127, 0, 0, 1",
        "-32, 0, 0, 1",
    })
    void anAddressOutOfPlace_isNoAnswer(byte first, byte second, byte third, byte fourth) {
        model.external = new byte[] {first, second, third, fourth};

        assertFails(Reason.INVALID_RESPONSE, () -> gateway.map(MappingRequest.tcp(8080)));
    }

    @ParameterizedTest
    @CsvSource({
        "2, NOT_AUTHORIZED",
        "3, INVALID_ARGUMENT",
        "4, FAILED",
        "5, FAILED",
        "6, INVALID_ARGUMENT",
        "7, NO_ADDRESS",
        "8, NO_RESOURCES",
        "9, UNSUPPORTED",
        "10, NO_RESOURCES",
        "11, CONFLICT",
        "12, INVALID_GATEWAY",
        "13, NO_RESOURCES",
        "14, UNKNOWN"
    })
    void resultsOfPcp(int code, Reason reason) {
        model.mapResult = code;
        model.natPmp = false;

        GatewayException failure = assertFails(reason, () -> gateway.map(MappingRequest.tcp(8080)));

        assertEquals(Optional.of(new ControlCode("pcp", code)), failure.code());
    }

    @ParameterizedTest
    @CsvSource({"2, NOT_AUTHORIZED", "3, NO_ADDRESS", "4, NO_RESOURCES", "5, FAILED", "6, UNKNOWN"})
    void resultsOfNatPmp(int code, Reason reason) {
        model.pmpResult = code;
        model.pcp = false;

        GatewayException failure = assertFails(reason, () -> natPmp.map(MappingRequest.tcp(8080)));

        assertEquals(Optional.of(new ControlCode("nat-pmp", code)), failure.code());
    }

    /** Lab, S-16. */
    @Test
    void aRefusalWithAPrivateAddress_meansAnotherRouterInFront() {
        model.mapResult = 8;
        model.external = new byte[] {10, 1, 2, 3};

        GatewayException failure =
                assertFails(Reason.FAILED, () -> gateway.map(MappingRequest.tcp(8080)));

        assertEquals(Optional.of(new ControlCode("pcp", 8)), failure.code());
    }

    @Test
    void inBackgroundWork_aRefusalHolds() throws Exception {
        model.mapResult = 2;
        assertFails(Reason.NOT_AUTHORIZED, () -> gateway.map(MappingRequest.tcp(8080)));
        int sent = stub.received().size();

        assertFails(
                Reason.NOT_AUTHORIZED,
                () -> gateway.paced(() -> Duration.ZERO).map(MappingRequest.tcp(8080)));
        assertEquals(sent, stub.received().size());

        model.mapResult = 0;
        gateway.map(MappingRequest.tcp(8080));
    }

    @Test
    void aRouterWithoutAddress_says() {
        model.pcp = false;
        model.pmpAddressResult = 3;

        assertFails(Reason.NO_ADDRESS, () -> natPmp.externalAddress());
    }

    @Test
    void aClosedPort_isToldAtOnce() {
        stub.close();

        assertFails(Reason.UNREACHABLE, () -> gateway.map(MappingRequest.tcp(8080)));
    }
}
