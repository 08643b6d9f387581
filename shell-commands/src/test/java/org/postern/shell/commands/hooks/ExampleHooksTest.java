// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.hooks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.postern.api.gateway.Protocol;
import org.postern.api.keeper.AddressFamily;
import org.postern.api.keeper.KeeperEvent;
import org.postern.api.keeper.KeeperEvent.Kind;
import org.postern.testkit.TestProgram;
import org.postern.testkit.fakes.Fakes;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The scripts of examples/hooks, with programs of the test in place of those that they call. */
@Timeout(60)
class ExampleHooksTest {
    private static final Path EXAMPLES = Path.of("..", "examples", "hooks").toAbsolutePath();

    @TempDir Path folder;

    private final PreviousPlaces places = new PreviousPlaces();

    @BeforeEach
    void programsThatPrintTheirWords() throws Exception {
        for (String each : List.of("curl", "mosquitto_pub", "notify-send")) {
            TestProgram.in(folder, each, "echo \"${0##*/}\"", "printf '%s\\n' \"$@\"");
        }
    }

    @Test
    void dyndns_tellsTheNewAddress() throws Exception {
        List<String> words = run("dyndns", gateway(Kind.GATEWAY_CHANGED, Optional.of("192.0.2.7")));

        assertEquals("curl", words.get(0));
        assertTrue(
                words.contains("https://dyn.example/update?hostname=a&myip=192.0.2.7"),
                words.toString());
        assertEquals(List.of(), run("dyndns", gateway(Kind.GATEWAY_CHANGED, Optional.empty())));
        assertEquals(List.of(), run("dyndns", gateway(Kind.GATEWAY_MISSING, Optional.empty())));
        assertEquals(List.of(), run("dyndns", port(Kind.PORT_OPENED)));
    }

    @Test
    void mqtt_publishesWhereAPortIsOpen() throws Exception {
        assertEquals(
                List.of(
                        "mosquitto_pub",
                        "-h",
                        "localhost",
                        "-r",
                        "-q",
                        "1",
                        "-t",
                        "postern/tcp/80/ipv4",
                        "-m",
                        "203.0.113.7:80"),
                run("mqtt", port(Kind.PORT_OPENED)));
        List<String> closed = run("mqtt", port(Kind.PORT_CLOSED));
        assertEquals("", closed.get(closed.size() - 1));
        assertEquals(List.of(), run("mqtt", port(Kind.PORT_RENEWED)));
        assertEquals(List.of(), run("mqtt", gateway(Kind.GATEWAY_FOUND, Optional.empty())));
    }

    @Test
    void notify_showsTroubles() throws Exception {
        List<String> words = run("notify", port(Kind.PORT_LOST));

        assertEquals("notify-send", words.get(0));
        assertEquals("It is so.", words.get(words.size() - 1));
        assertEquals(List.of(), run("notify", port(Kind.PORT_RENEWED)));
    }

    private List<String> run(String example, KeeperEvent event) throws Exception {
        Map<String, String> variables = places.with(HookEvent.of(event));
        variables.put("PATH", folder.resolve("my programs") + ":" + System.getenv("PATH"));
        variables.put("DYNDNS_URL", "https://dyn.example/update?hostname=a");
        variables.put("MQTT_HOST", "");
        ProgramRun.Outcome outcome =
                ProgramRun.run(EXAMPLES.resolve(example), variables, () -> false);
        assertTrue(outcome.isSuccess(), outcome.toString());
        return outcome.output();
    }

    private static KeeperEvent port(Kind kind) {
        return Fakes.event(kind, Protocol.TCP, 80, "It is so.");
    }

    private static KeeperEvent gateway(Kind kind, Optional<String> address) {
        return new KeeperEvent(
                Instant.EPOCH,
                kind,
                Optional.of(Fakes.info()),
                address.map(Fakes::address),
                Optional.empty(),
                Optional.<AddressFamily>empty(),
                Optional.empty(),
                Optional.empty(),
                "It is so.");
    }
}
