// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.api.finder.GatewayQuery;
import org.postern.api.gateway.PortKey;

import java.time.Duration;
import java.util.List;

class UsageTest {
    private final TestTerminal terminal = new TestTerminal();

    @ParameterizedTest
    @CsvSource({
        "'', A command is missing.",
        "--json, A command is missing.",
        "frobnicate, There is no command 'frobnicate'.",
        "mapp, There is no command 'mapp'. Did you mean 'map'?",
        "relaese 80, There is no command 'relaese'. Did you mean 'release'?",
        "discov, There is no command 'discov'. Did you mean 'discover'?",
        "help mapp, There is no command 'mapp'. Did you mean 'map'?",
        "--hlep, There is no option '--hlep'. Did you mean '--help'?",
        "-x, There is no option '-x'.",
        "map 80 --proto TCP, 'map' has no option '--proto'. Did you mean '--protocol'?",
        "map 80 --jsn, 'map' has no option '--jsn'. Did you mean '--json'?",
        "map 80 -p TCP, 'map' has no option '-p'.",
        "address --frobnicate, 'address' has no option '--frobnicate'.",
        "--frobnicate address, 'address' has no option '--frobnicate'.",
        "address --ttl 3, 'address' has no option '--ttl'.",
        "address --js, 'address' has no option '--js'. Did you mean '--json'?",
        "address there, Unexpected argument 'there'.",
        "map, 'map' needs a PORT.",
        "map 80 tcp, '''tcp'' is not a port: add it to the port, as in 8080/tcp, or use"
                + " --protocol.'",
        "keep tcp, '''tcp'' is not a port: add it to the port, as in 8080/tcp, or use --protocol.'",
        "unmap, 'unmap' needs a PORT.",
        "inspect, 'inspect' needs a URL.",
        "keep, 'keep' needs a PORT.",
        "keep 80 http, 'The port must be a whole number, not ''http''.'",
        "keep 80 --internal x, 'The internal port must be a whole number, not ''x''.'",
        "keep 80 81 --internal 82, '''--internal'' goes with one port, not with 2.'",
        "keep 80 --duration long, 'The duration must be a number of seconds, or such as 90m, 1h or"
                + " 1h30m, not ''long''.'",
        "kept 80, Unexpected argument '80'.",
        "kept --interface lo, 'kept' has no option '--interface'.",
        "release, 'release' needs a PORT.",
        "release http, 'The port must be a whole number, not ''http''.'",
        "watch 80, Unexpected argument '80'.",
        "map 80 --protocol, The option '--protocol' needs a value: TCP|UDP|BOTH.",
        "map http, 'The port must be a whole number, not ''http''.'",
        "map 80 http, 'The internal port must be a whole number, not ''http''.'",
        "map 8o --json, 'The port must be a whole number, not ''8o''.'",
        "map 80 --duration long, 'The duration must be a number of seconds, or such as 90m, 1h or"
                + " 1h30m, not ''long''.'",
        "map 80 --timeout 1.5, 'The timeout must be a whole number, not ''1.5''.'",
        "discover --ttl x, 'The TTL must be a whole number, not ''x''.'",
        "discover --local-port x, 'The local port must be a whole number, not ''x''.'",
        "unmap 80-, 'The port must be a whole number, not ''80-''.'",
        "unmap 80-90-100, 'The port must be a whole number, not ''80-90-100''.'",
        "address --control '', 'The control protocol must be auto or a name such as upnp, not"
                + " ''''.'",
        "unmap '', 'The port must be a whole number, not ''''.'",
    })
    void wrongUsage_isExplainedAndEndsWith64(String line, String sentence) {
        String[] words = line.isEmpty() ? new String[0] : line.replace("''", "").split(" ", -1);

        assertEquals(64, terminal.type(words));
        assertEquals("", terminal.out());
        assertEquals(sentence, terminal.err().lines().findFirst().orElseThrow());
        assertTrue(terminal.err().contains("Usage: postern "), terminal.err());
        assertTrue(terminal.queries.isEmpty());
        assertTrue(terminal.gateway.calls.isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--interface eth7 --timeout 5 --ipv6 --gateway uuid:x address",
                "address --interface eth7 --timeout 5 --ipv6 --gateway uuid:x",
                "--interface=eth7 --ipv6 address --timeout=5 --gateway=uuid:x",
            })
    void optionsStandBeforeOrAfterTheName(String line) {
        assertEquals(0, terminal.type(line.split(" ")));
        assertEquals(
                List.of(new GatewayQuery(Duration.ofMillis(5), true, "eth7", "uuid:x", "")),
                terminal.queries);
    }

    @ParameterizedTest
    @CsvSource({"upnp, upnp", "UPnP, upnp", "auto, ''", "AUTO, ''"})
    void aGatewayIsControlledOverTheProtocolThatIsGiven(String given, String asked) {
        assertEquals(0, terminal.type("address", "--control", given));
        assertEquals(List.of(GatewayQuery.standard().withControlProtocol(asked)), terminal.queries);
    }

    @Test
    void anOptionsValueBeforeTheName_isNotTakenForTheName() {
        assertEquals(0, terminal.type("--description", "unmap", "map", "80"));
        assertTrue(terminal.gateway.calls.contains("map UDP 80"));
        assertEquals("unmap", terminal.gateway.held.get(PortKey.udp(80)).description());
    }

    @Test
    void values_mayBeEmptyQuotedOrNegative() {
        terminal.type("map", "80", "--description", "\"-5\"");
        terminal.type("map", "81", "--description", "-5");
        terminal.type("map", "82", "--description", "");

        assertEquals(
                List.of("\"-5\"", "-5", ""),
                terminal.gateway.held.values().stream().map(each -> each.description()).toList());
    }
}
