// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Reason;
import org.postern.api.upnp.UpnpResult;
import org.postern.testkit.fakes.Fakes;

import java.util.List;

class FailureTest {
    private final TestTerminal terminal = new TestTerminal();

    @ParameterizedTest
    @EnumSource(
            value = UpnpResult.class,
            names = {"SUCCESS", "MEM_ALLOC_ERROR"},
            mode = EnumSource.Mode.EXCLUDE)
    void aFailure_isOneSentenceAndTheNumberOfItsResult(UpnpResult result) {
        terminal.finder =
                query -> {
                    throw Fakes.failure(result, "It did not work.");
                };

        assertEquals(result.code(), terminal.type("address"));
        assertEquals("It did not work.\n", terminal.err());
        assertEquals("", terminal.out());
    }

    @Test
    void aFailure_asJson() {
        terminal.finder =
                query -> {
                    throw Fakes.failure(UpnpResult.NO_GATEWAY, "None is \"valid\".");
                };

        assertEquals(26, terminal.type("map", "80", "--json"));
        assertEquals(
                "{\"result\":\"NO_GATEWAY\",\"code\":26,\"message\":\"None is \\\"valid\\\".\","
                        + "\"upnpErrorCode\":null,\"controlProtocol\":null,\"controlCode\":null}\n",
                terminal.out());
        assertEquals("None is \"valid\".\n", terminal.err());
    }

    @Test
    void aRefusalByTheRouter_asJsonHasItsCode() {
        terminal.gateway.failures.put(
                "map UDP 80",
                Fakes.refusal(UpnpResult.CONFLICT_WITH_OTHER_MAPPING, 718, "Taken by another."));

        assertEquals(13, terminal.type("--json", "map", "80"));
        assertEquals(
                "{\"result\":\"CONFLICT_WITH_OTHER_MAPPING\",\"code\":13,"
                        + "\"message\":\"Taken by another. 'postern doctor 80 --protocol UDP'"
                        + " tells why.\",\"upnpErrorCode\":718,"
                        + "\"controlProtocol\":\"upnp\",\"controlCode\":718}\n",
                terminal.out());
    }

    @Test
    void aValueOutOfRange_asJsonToo() {
        assertEquals(17, terminal.type("map", "0", "--json"));
        assertTrue(terminal.out().startsWith("{\"result\":\"INVALID_PORT\",\"code\":17,"));
    }

    @Test
    void aMissingBundle_isSaidInOneSentence() {
        terminal.finder = null;

        assertEquals(69, terminal.type("address", "--json"));
        assertEquals("No finder.\n", terminal.err());
        assertEquals(
                "{\"result\":null,\"code\":69,\"message\":\"No finder.\",\"upnpErrorCode\":null,"
                        + "\"controlProtocol\":null,\"controlCode\":null}\n",
                terminal.out());
        assertEquals(69, terminal.type("simulate"));
        assertEquals(69, terminal.type("demo"));
    }

    @Test
    void aFaultOfOurOwn_showsItsTraceOnlyWhenAsked() {
        terminal.finder =
                query -> {
                    throw new IllegalStateException("oops");
                };

        assertEquals(70, terminal.type("address"));
        assertEquals(1, terminal.err().lines().count(), terminal.err());
        assertFalse(terminal.err().contains("\tat "));
        assertEquals(70, terminal.type("address", "--verbose"));
        assertTrue(terminal.err().contains("\tat "));
    }

    @Test
    void anInterrupt_endsTheCommandWithOneLine() {
        terminal.finder =
                query -> {
                    throw new InterruptedException("not for users");
                };

        assertEquals(130, terminal.type("address", "--json"));
        assertEquals("Interrupted.\n", terminal.err());
        assertEquals("", terminal.out());
    }

    @Test
    void anInterrupt_givesTheControlPointBack() {
        terminal.upnp.answer("discover", new InterruptedException());

        assertEquals(130, terminal.type("discover"));
        assertEquals(0, terminal.leases);
        assertTrue(terminal.upnp.calls.contains("close[]"));
    }

    @Test
    void sentences_cannotDriveTheTerminal() {
        terminal.finder =
                query -> {
                    throw Fakes.failure(
                            UpnpResult.NO_GATEWAY, "\u001b[2J\u202eEvil\u0007\nrouter.");
                };

        terminal.type("address");

        assertEquals("Evilrouter.\n", terminal.err());
    }

    /** A watch would wait for the protocol for ever. */
    @ParameterizedTest
    @ValueSource(strings = {"keep 80 --protocol TCP", "watch", "address"})
    void aControlProtocolThatDoesNotExist_endsEveryCommand(String command) {
        GatewayException none =
                new GatewayException(Reason.INVALID_ARGUMENT, "There is no 'nonsense'.");
        terminal.finder =
                query -> {
                    throw none;
                };

        assertEquals(22, terminal.type((command + " --control nonsense").split(" ")));
        assertEquals("There is no 'nonsense'.\n", terminal.err());
        assertEquals(List.of(), terminal.keeper.opened);
    }
}
