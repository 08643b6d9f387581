// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.MappingResult;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.Protocol;
import org.postern.simulator.HeldMapping;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;

/** Routers whose table shows a change seconds after it was confirmed (quirk A45). */
@Timeout(60)
class LaggingTableTest extends OneSimulatedRouter {
    private static final MappingRequest ASKED =
            MappingRequest.tcp(EXTERNAL).description("test").lease(Duration.ofHours(1));

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void mappingThatAppearsLate_isOpen_andAskedForOnce(int version) throws Exception {
        MappingResult opened = gateway(version, "table-lags").map(ASKED);

        assertEquals(EXTERNAL, opened.mapping().externalPort());
        assertEquals(List.of(), opened.notes());
        assertEquals(1, Collections.frequency(router.requests(), "AddPortMapping"));
    }

    @Test
    void mappingThatIsShownAfterItWasDeleted_isClosed() throws Exception {
        Gateway gateway = gateway(1, "delete-lags");
        gateway.map(ASKED);

        gateway.unmap(PortKey.tcp(EXTERNAL));

        assertTrue(router.mappings().isEmpty());
        assertEquals(EXTERNAL, gateway.map(ASKED).mapping().externalPort());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void rangeThatIsShownAfterItWasDeleted_isClosed(int version) throws Exception {
        Gateway gateway = gateway(version, "delete-lags");
        gateway.map(ASKED);
        gateway.map(MappingRequest.tcp(EXTERNAL + 1));

        List<PortMapping> closed = gateway.unmapRange(Protocol.TCP, EXTERNAL, EXTERNAL + 9);

        assertEquals(2, closed.size());
        assertTrue(router.mappings().isEmpty());
    }

    /** Each would take two seconds if it were waited for by itself. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void longRange_isDeletedBeforeItIsLookedFor(int version) throws Exception {
        Gateway gateway = gateway(version, "delete-lags");
        for (int port = EXTERNAL; port < EXTERNAL + 20; port += 2) {
            gateway.map(MappingRequest.tcp(port));
        }
        Instant before = clock.instant();

        List<PortMapping> closed = gateway.unmapRange(Protocol.TCP, EXTERNAL, EXTERNAL + 20);

        assertEquals(10, closed.size());
        assertTrue(router.mappings().isEmpty());
        Duration waited = Duration.between(before, clock.instant());
        assertTrue(waited.toSeconds() < 3, "waited " + waited);
        assertEquals(10, Collections.frequency(router.requests(), "DeletePortMapping"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"table-lags", "delete-lags"})
    void olderMappingInTheWay_isReplaced(String profile) throws Exception {
        Gateway gateway = gateway(1, profile, "own-718");
        gateway.map(ASKED.internalPort(4444));

        assertEquals(4445, gateway.map(ASKED.internalPort(4445)).mapping().internalPort());
        assertEquals(1, router.mappings().size());
    }

    @Test
    void overwrittenMapping_isReadBackWhenTheTableShowsIt() throws Exception {
        Gateway gateway = gateway(1, "table-lags");
        gateway.map(ASKED.internalPort(4444));

        assertEquals(4445, gateway.map(ASKED.internalPort(4445)).mapping().internalPort());
        assertEquals(0, Collections.frequency(router.requests(), "DeletePortMapping"));
        assertEquals(
                List.of(EXTERNAL),
                router.mappings().stream().map(HeldMapping::externalPort).toList());
    }
}
