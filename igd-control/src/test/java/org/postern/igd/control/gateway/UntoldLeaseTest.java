// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.MappingResult;

import java.time.Duration;
import java.util.List;

/** Routers that do not tell for how long they hold a mapping (quirks A47 and A48). */
@Timeout(60)
class UntoldLeaseTest extends OneSimulatedRouter {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final MappingRequest ASKED =
            MappingRequest.tcp(EXTERNAL).description("test").lease(HOUR);

    @ParameterizedTest
    @ValueSource(strings = {"lease-reads-0", "lease-missing", "lease-garbled"})
    void leaseThatWasAskedFor_isPlannedBy_andReportedAsUnknown(String profile) throws Exception {
        MappingResult opened = gateway(1, profile).map(ASKED);

        assertFalse(opened.mapping().leaseKnown());
        assertEquals(HOUR, opened.mapping().lease());
        assertEquals(
                List.of(
                        "Asked for a lease of 3600 s; the router does not say how long it holds the"
                                + " mapping."),
                opened.notes());
    }

    @Test
    void permanentLease_isBelieved_whereItWasAskedFor() throws Exception {
        Gateway gateway = gateway(1, "lease-reads-0");

        MappingResult opened = gateway.map(ASKED.permanent());

        assertTrue(opened.mapping().leaseKnown());
        assertTrue(opened.mapping().lease().isZero());
        assertEquals(List.of(), opened.notes());
    }

    /** What a router grants instead of a lease that it refuses was asked for, too. */
    @Test
    void permanentLease_isBelieved_whereItWasTheOnlyOneTaken() throws Exception {
        MappingResult opened = gateway(1, "lease-725").map(ASKED);

        assertTrue(opened.mapping().leaseKnown());
        assertTrue(opened.mapping().lease().isZero());
    }

    @Test
    void fixedLease_isToldAsItIs() throws Exception {
        assertEquals(
                Duration.ofMinutes(10), gateway(1, "lease-fixed").map(ASKED).mapping().lease());
    }

    /** A renewal without effect is seen by the time that is left; the keeper then opens afresh. */
    @Test
    void leaseThatIsNotExtended_showsInTheTimeLeft() throws Exception {
        Gateway gateway = gateway(1, "lease-not-extended");
        MappingResult opened = gateway.map(ASKED);
        clock.advance(Duration.ofMinutes(30));

        gateway.renew(opened.mapping(), HOUR);

        assertEquals(
                Duration.ofMinutes(30), gateway.find(opened.mapping().key()).orElseThrow().lease());
    }
}
