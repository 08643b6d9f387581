// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.api.gateway.Advice;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Reason;
import org.postern.shell.commands.TestTerminal;

/** One cause, one sentence. */
class SearchCauseTest {
    private final TestTerminal terminal = new TestTerminal();
    private final GatewayException nothing =
            new GatewayException(Reason.NO_DEVICES, "Nothing answered.")
                    .advising(Advice.NAME_GATEWAY);

    @ParameterizedTest
    @ValueSource(strings = {"address", "map 80", "gateway", "discover"})
    void noTime_isTheCause(String line) {
        findNothing();

        assertEquals(27, terminal.type((line + " --timeout 0").split(" ")));
        assertEquals(
                "A --timeout of 0 leaves no time for an answer: leave it out, or give"
                        + " milliseconds, such as 2000.\n",
                terminal.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"address", "discover"})
    void noDiscovery_isTheCause(String line) {
        terminal.discovers = false;
        findNothing();

        assertEquals(27, terminal.type(line));
        assertEquals(
                "Nothing here searches for devices: install and start the bundle"
                        + " org.postern.discovery.\n",
                terminal.err());
    }

    @Test
    void filterThatMatchesNothing_isTheCause() {
        findNothing();

        assertEquals(27, terminal.type("discover", "--interface", "lo", "--filter", "basic"));
        assertEquals(
                "No device that matches the filter 'basic' answered in time. Upper and lower case"
                        + " matter; --filter \"\" lists all devices that answer.\n",
                terminal.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"discover", "address"})
    void otherwise_theSearchSaysWhy(String line) {
        findNothing();

        assertEquals(27, terminal.type(line, "--interface", "lo"));
        assertTrue(terminal.err().startsWith("Nothing answered. --gateway takes"), terminal.err());
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.1:5000, http://10.0.0.1:5000/ and the path",
        "10.0.0.1:5000/rootDesc.xml, http://10.0.0.1:5000/rootDesc.xml",
        "fritz.box/igddesc.xml, http://fritz.box/igddesc.xml",
        "[fe80::1]:5000/x, http://[fe80::1]:5000/x",
    })
    void wordThatLooksLikeAUrl_isRefusedAtOnce(String word, String proposal) {
        for (String command : new String[] {"address", "discover", "watch"}) {
            TestTerminal other = new TestTerminal();

            assertEquals(22, other.type(command, "--gateway", word));
            assertTrue(other.err().contains("write " + proposal), other.err());
            assertTrue(other.queries.isEmpty());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.1", "fe80::1", "uuid:5000", "FRITZ!Box 7490", "my.router"})
    void names_areNoUrls(String word) {
        assertEquals(0, terminal.type("address", "--gateway", word));
    }

    private void findNothing() {
        terminal.finder =
                query -> {
                    throw nothing;
                };
        terminal.upnp.answer("discover", nothing);
    }
}
