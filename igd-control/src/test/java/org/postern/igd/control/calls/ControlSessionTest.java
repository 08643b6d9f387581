// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.calls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Protocol;
import org.postern.igd.control.gateway.StubSoapRouter;
import org.postern.igd.control.soap.Action;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** What the requests of one call have in common. */
@Timeout(60)
class ControlSessionTest {
    private static final Action BY_INDEX = MappingCodec.generic(0);
    private static final Action BY_PORT = MappingCodec.specific(Protocol.TCP, 2, "");

    private StubSoapRouter router;

    @BeforeEach
    void start() throws IOException {
        router = new StubSoapRouter(1);
        router.holdOther(1);
    }

    @AfterEach
    void close() {
        router.close();
    }

    @Test
    void requests_areCountedInTheWholeCall() throws Exception {
        ControlSession session = router.session();
        session.ask(BY_INDEX);
        session.half().ask(BY_INDEX);
        assertThrows(GatewayException.class, () -> session.ask(MappingCodec.generic(1)));

        assertEquals(3, session.requests());
        assertEquals(3, router.asked().size());
    }

    @Test
    void requestWithoutAnAnswer_mayHaveBeenCarriedOut_aRefusedOneHasNot() throws Exception {
        ControlSession session = router.session();
        router.on("GetGenericPortMappingEntry", asked -> Optional.of(StubSoapRouter.LOST));
        router.refusing("GetSpecificPortMappingEntry", 714);

        assertTrue(ControlSession.isLost(failure(session, BY_INDEX)));
        assertFalse(ControlSession.isLost(failure(session, BY_PORT)));
    }

    @Test
    void requestWhoseTurnComesTooLate_isNotSent() throws Exception {
        ControlSession session =
                router.session(() -> Duration.ofMinutes(1), Duration.ofSeconds(30));
        GatewayException failure = failure(session, BY_INDEX);

        assertTrue(ControlSession.isUnsent(failure));
        assertEquals(
                "GetGenericPortMappingEntry was not sent: so many requests to Router come first"
                        + " that its turn is not before the end of the call. Try again later.",
                failure.getMessage());
        assertFalse(ControlSession.isLost(failure));
        assertEquals(0, session.requests());
        assertEquals(0, router.asked().size());
    }

    private static GatewayException failure(ControlSession session, Action question) {
        return assertThrows(GatewayException.class, () -> session.ask(question));
    }
}
