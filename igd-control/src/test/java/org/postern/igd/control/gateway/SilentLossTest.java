// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.MappingResult;
import org.postern.api.gateway.Reason;
import org.postern.simulator.HeldMapping;

import java.time.Duration;
import java.util.Collections;
import java.util.List;

/** Routers that confirm a mapping and hold none (quirks A43 and A44). */
@Timeout(60)
class SilentLossTest extends OneSimulatedRouter {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration WEEK = Duration.ofDays(7);

    /** The asked lease, which is an hour, permanent, a week, and no description. */
    private static final int MOST_AT_ONE_PORT = 4;

    private static MappingRequest request(int port, Duration lease) {
        return MappingRequest.tcp(port).description("test").lease(lease);
    }

    @ParameterizedTest
    @CsvSource({"lease-vanishes, PT1H, PT0S", "permanent-vanishes, PT0S, PT168H"})
    void otherLease_isTriedAsAfterARefusal(String profile, Duration asked, Duration held)
            throws Exception {
        MappingResult opened = gateway(1, profile).map(request(EXTERNAL, asked));

        assertEquals(held, opened.mapping().lease());
        assertEquals(List.of(held.toSeconds()), leases());
        assertEquals(2, added());
        assertFalse(opened.notes().isEmpty());
    }

    @Test
    void bothKindsOfLeaseDropped_anHourIsTriedAtLast() throws Exception {
        Gateway gateway = gateway(1, "permanent-vanishes", "lease-vanishes");

        assertEquals(
                Reason.NOT_HELD,
                assertThrows(GatewayException.class, () -> gateway.map(request(EXTERNAL, WEEK)))
                        .reason());
        assertEquals(4, added(), "a week, permanent, an hour, no description");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void nothingIsEverHeld_theFailureComesAfterAFewRequests(boolean anyPort) throws Exception {
        Gateway gateway = gateway(1, "holds-nothing");
        MappingRequest asked = request(EXTERNAL, HOUR);

        GatewayException failure =
                assertThrows(
                        GatewayException.class,
                        () -> gateway.map(anyPort ? asked.anyPort() : asked));

        assertEquals(Reason.NOT_HELD, failure.reason());
        int others = anyPort ? 4 : 0;
        assertEquals(MOST_AT_ONE_PORT + others, added());
    }

    @Test
    void tableThatIsFull_isCounted() throws Exception {
        Gateway gateway = gateway(1, "full-silent");
        for (int port = 40_100; port < 40_110; port++) {
            gateway.map(request(port, HOUR));
        }

        GatewayException failure =
                assertThrows(GatewayException.class, () -> gateway.map(request(EXTERNAL, HOUR)));

        assertEquals(Reason.NOT_HELD, failure.reason());
        String said = " accepted AddPortMapping for TCP " + EXTERNAL + " but does not hold it.";
        assertTrue(
                failure.getMessage()
                        .startsWith(
                                gateway.info().name()
                                        + " at 127.0.0.1"
                                        + said
                                        + " It lists 10 mappings: its table is probably full."
                                        + " Remove some that are no longer needed."),
                failure.getMessage());
        assertEquals(10, router.mappings().size());
    }

    @Test
    void tableThatIsSaidToBeFull_isCounted() throws Exception {
        Gateway gateway = gateway(1, "full-501-words");
        for (int port = 40_100; port < 40_110; port++) {
            gateway.map(request(port, HOUR));
        }
        int before = added();

        GatewayException failure =
                assertThrows(GatewayException.class, () -> gateway.map(request(EXTERNAL, HOUR)));

        assertEquals(Reason.NO_RESOURCES, failure.reason());
        assertEquals(501, failure.code().orElseThrow().value());
        assertTrue(failure.getMessage().endsWith(" It lists 10 mappings."), failure.getMessage());
        assertEquals(before + 1, added());
    }

    private List<Long> leases() {
        return router.mappings().stream().map(HeldMapping::leaseSeconds).toList();
    }

    private int added() {
        return Collections.frequency(router.requests(), "AddPortMapping");
    }
}
