// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postern.api.gateway.PortKey;
import org.postern.api.keeper.KeptPort;
import org.postern.port.keeper.kept.Origin;
import org.postern.testkit.ModelRouter;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/** No port is opened to the internet, or closed, without a trace in the log. */
class PortLogTest {
    private final List<String> logged = new ArrayList<>();
    private final KeeperFixture fixture = new KeeperFixture();
    private final ModelRouter router = fixture.router;

    private final Handler handler =
            new Handler() {
                @Override
                public void publish(LogRecord entry) {
                    if (entry.getLevel() == Level.INFO) {
                        logged.add(entry.getMessage());
                    }
                }

                @Override
                public void flush() {}

                @Override
                public void close() {}
            };

    @BeforeEach
    void listen() {
        KeeperFixture.LOGGER.setLevel(Level.INFO);
        KeeperFixture.LOGGER.addHandler(handler);
    }

    @AfterEach
    void listenNoMore() {
        KeeperFixture.LOGGER.removeHandler(handler);
        KeeperFixture.LOGGER.setLevel(Level.WARNING);
    }

    @Test
    void whatIsOpenedLostAndClosed_isLogged_withRouterAndOrigin() {
        fixture.gatewayComes();
        KeptPort port = keep();
        fixture.advance(2);
        assertLogged(1);

        fixture.advance(Duration.ofHours(3));
        assertLogged(1);

        router.forgetAll();
        fixture.revisionGrows();
        fixture.advance(5);
        assertLogged(3);

        port.close();
        fixture.advance(5);
        assertLogged(4);
    }

    @Test
    void aPortThatSomebodyElseHas_isLoggedOnce() {
        router.put(PortKey.tcp(80), KeeperFixture.ELSEWHERE, 8080, "webcam");
        fixture.gatewayComes();
        keep();
        fixture.advance(Duration.ofHours(1));
        assertLogged(1);
    }

    private KeptPort keep() {
        return fixture.keep(
                KeeperFixture.request(80, KeeperFixture.LEASE, false),
                new Origin("configuration minecraft", true));
    }

    private void assertLogged(int lines) {
        assertEquals(lines, logged.size(), logged::toString);
        assertTrue(
                logged.stream()
                        .allMatch(
                                each ->
                                        each.endsWith(
                                                " (router 192.168.1.1 at 192.168.1.1, for"
                                                        + " configuration minecraft)")),
                logged::toString);
    }
}
