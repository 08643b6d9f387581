// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.postern.api.finder.GatewayChoice;
import org.postern.api.upnp.UpnpResult;
import org.postern.testkit.fakes.Fakes;

import java.lang.System.Logger.Level;
import java.util.List;
import java.util.logging.Logger;

class VerboseTest {
    private final TestTerminal terminal = new TestTerminal();

    @Test
    void verbose_showsWhatTheBundlesLog() {
        logInTheSearch();

        assertEquals(0, terminal.type("address", "--verbose"));
        assertTrue(
                terminal.err().matches("\\[ *\\d+ ms] discovery: sent M-SEARCH to lo\n"),
                terminal.err());
        assertEquals("203.0.113.7\n", terminal.out());
    }

    @Test
    void verbose_beforeTheName_andForSimulate() {
        terminal.simulator =
                (words, streams) -> {
                    System.getLogger("org.postern.simulator").log(Level.DEBUG, "hears {0}", words);
                    return 0;
                };

        assertEquals(0, terminal.type("--verbose", "simulate", "--list"));
        assertTrue(terminal.err().contains("simulator: hears [--list]"), terminal.err());
    }

    @Test
    void whatANetworkDoesEveryDay_isNeverAStackTrace() {
        terminal.finder =
                query -> {
                    throw Fakes.failure(UpnpResult.NO_GATEWAY, "None is there.");
                };

        assertEquals(26, terminal.type("address", "--verbose"));
        assertEquals("None is there.\n", terminal.err());
    }

    @Test
    void afterTheCommand_allIsAsItWas() {
        Logger logger = Logger.getLogger("org.postern");
        java.util.logging.Level before = logger.getLevel();
        int handlers = logger.getHandlers().length;
        terminal.type("address", "--verbose");

        assertEquals(before, logger.getLevel());
        assertEquals(handlers, logger.getHandlers().length);
        assertTrue(logger.getUseParentHandlers());
        logInTheSearch();
        terminal.type("address");
        assertFalse(terminal.err().contains("M-SEARCH"), terminal.err());
    }

    private void logInTheSearch() {
        terminal.finder =
                query -> {
                    System.getLogger("org.postern.discovery")
                            .log(Level.DEBUG, "sent \u001b[1mM-SEARCH to {0}", "lo");
                    return new GatewayChoice(terminal.gateway, "", List.of(), List.of());
                };
    }
}
