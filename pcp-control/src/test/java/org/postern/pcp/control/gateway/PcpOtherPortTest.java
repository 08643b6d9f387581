// SPDX-License-Identifier: Apache-2.0
package org.postern.pcp.control.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.postern.api.gateway.Advice;
import org.postern.api.gateway.ControlCode;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.MappingResult;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.Reason;

import java.util.List;
import java.util.Optional;

/** Servers that give another port than the wanted one, or have an internal port once. */
class PcpOtherPortTest extends PcpGatewayFixture {
    /** Lab, S-06: the option comes back, and the port is another. */
    @Test
    void anotherPortThanTheWantedOne_isClosed_andAConflict() {
        model.taken.add(8080);

        GatewayException failure =
                assertFails(Reason.CONFLICT, () -> gateway.map(MappingRequest.tcp(8080)));

        assertTrue(failure.advice().contains(Advice.ANY_PORT));
        assertEquals(List.of(), model.table());
    }

    @Test
    void anotherPort_isRefusedByServersThatCan() {
        model.taken.add(8080);
        model.honoursPreferFailure = true;

        GatewayException failure =
                assertFails(Reason.CONFLICT, () -> gateway.map(MappingRequest.tcp(8080)));

        assertEquals(Optional.of(new ControlCode("pcp", 11)), failure.code());
    }

    @Test
    void overNatPmp_anotherPortIsAConflict_too() {
        model.pcp = false;
        model.taken.add(8080);

        assertFails(Reason.CONFLICT, () -> natPmp.map(MappingRequest.tcp(8080)));

        assertEquals(List.of(), model.table());
    }

    @Test
    void whereAnyPortWillDo_anotherIsTaken() throws Exception {
        model.taken.add(8080);

        MappingResult result = gateway.map(MappingRequest.tcp(8080).anyPort());
        assertEquals(8081, result.mapping().externalPort());
        assertEquals(8080, result.mapping().internalPort());

        gateway.unmap(PortKey.tcp(8081));
        assertEquals(List.of(), model.table());
    }

    /** Closing the second would close the one that the server thinks of as the newest (B-11). */
    @Test
    void anInternalPortIsMappedOnce_andThePortOfBeforeStays() throws Exception {
        gateway.map(MappingRequest.tcp(8080).internalPort(80));

        assertFails(Reason.FAILED, () -> gateway.map(MappingRequest.tcp(9090).internalPort(80)));
        assertEquals(
                8080,
                gateway.map(MappingRequest.tcp(9090).internalPort(80).anyPort())
                        .mapping()
                        .externalPort());

        assertEquals(List.of("6 8080>80"), model.table());
    }

    @Test
    void anInternalPort_isNotTakenForAnExternalOne() throws Exception {
        gateway.map(MappingRequest.tcp(8080).internalPort(80));

        assertFails(Reason.NOT_FOUND, () -> gateway.unmap(PortKey.tcp(80)));

        assertEquals(List.of("6 8080>80"), model.table());
    }

    @Test
    void aPortThatMovesWhenItIsRenewed_isClosed() throws Exception {
        PortMapping mapping = gateway.map(MappingRequest.tcp(8080)).mapping();
        model.restart();
        model.taken.add(8080);

        assertFails(Reason.CONFLICT, () -> gateway.renew(mapping, HOUR));

        assertEquals(List.of(), model.table());
    }
}
