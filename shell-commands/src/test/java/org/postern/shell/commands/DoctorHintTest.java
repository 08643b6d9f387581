// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postern.api.gateway.Advice;
import org.postern.api.upnp.UpnpResult;
import org.postern.shell.commands.output.Console.Environment;
import org.postern.testkit.fakes.Fakes;

/** After which failures a command points to the one that examines them. */
class DoctorHintTest {
    private final TestTerminal terminal = new TestTerminal();

    @ParameterizedTest
    @CsvSource({
        "address, 'postern doctor'",
        "map 8080, 'postern doctor 8080 --protocol UDP'",
        "map 8080 80 --protocol tcp, 'postern doctor 8080 80 --protocol TCP'",
        "map 8080-8090/both, 'postern doctor 8080 --protocol TCP'",
        "map 8080 --family ipv6, 'postern doctor'",
        "map 8080 --interface lo --timeout 9, 'postern doctor 8080 --protocol UDP --interface lo'",
        "address --gateway=My~Router --control upnp,"
                + " 'postern doctor --gateway \"My Router\" --control upnp'",
    })
    void whereNoGatewayIsFound_theCommandIsNamed(String words, String command) {
        nobodyAnswers();

        assertEquals(27, type(words));
        assertEquals("Nobody. '" + command + "' tells why.\n", terminal.err());
    }

    @Test
    void inAShell_itHasTheNameThatItHasThere() {
        nobodyAnswers();
        terminal.environment = Environment.SHELL;
        type("address");
        terminal.environment = Environment.OWN_SHELL;
        type("address");

        assertEquals(
                "Nobody. 'upnp:doctor' tells why.\nNobody. 'doctor' tells why.\n", terminal.err());
    }

    @Test
    void itIsTheEndOfTheMessage_behindOtherAdvice_inJsonToo() {
        terminal.gateway.failures.put(
                "map UDP 80",
                Fakes.refusal(UpnpResult.CONFLICT_WITH_OTHER_MAPPING, 718, "Taken.")
                        .advising(Advice.ANY_PORT));

        assertEquals(13, type("map 80 --json"));
        String message =
                "Taken. With --any-port the router may choose another one. 'postern doctor 80"
                        + " --protocol UDP' tells why.";
        assertEquals(message + "\n", terminal.err());
        assertTrue(terminal.out().contains("\"message\":\"" + message + "\""), terminal.out());
    }

    /** Several failures are one message. */
    @Test
    void ofSeveralPorts_theFirstThatIsNotOpenIsNamed_once() {
        for (String port : new String[] {"81", "82"}) {
            terminal.gateway.failures.put(
                    "map UDP " + port,
                    Fakes.refusal(UpnpResult.NOT_AUTHORIZED, 606, "Not " + port + "."));
        }

        assertEquals(1, type("map 80,81,82"));
        assertTrue(
                terminal.err().endsWith("'postern doctor 81 --protocol UDP' tells why.\n"),
                terminal.err());
        assertEquals(2, terminal.err().split("doctor", -1).length, terminal.err());
    }

    @ParameterizedTest
    @CsvSource({"map 0", "map 80 --duration 5", "map 80 --family ipv5", "map eighty", "map"})
    void whatTheUserHasMistyped_isNotExamined(String words) {
        type(words);

        assertFalse(terminal.err().contains("doctor"), terminal.err());
    }

    @Test
    void anErrorOfOurOwn_isNotExamined() {
        terminal.finder =
                query -> {
                    throw new IllegalStateException("oops");
                };

        assertEquals(70, type("map 80"));
        assertFalse(terminal.err().contains("doctor"), terminal.err());
    }

    private void nobodyAnswers() {
        terminal.finder =
                query -> {
                    throw Fakes.failure(UpnpResult.NO_DEVICES, "Nobody.").advising(Advice.DIAGNOSE);
                };
    }

    private int type(String words) {
        String[] all = words.split(" ");
        for (int i = 0; i < all.length; i++) {
            all[i] = all[i].replace('~', ' ');
        }
        return terminal.type(all);
    }
}
