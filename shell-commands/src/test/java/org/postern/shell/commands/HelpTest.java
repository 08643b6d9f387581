// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

class HelpTest {
    private static final String NETWORK = "--interface --timeout --ipv6 --gateway --control --json";
    private static final String EVERY = "--verbose --help --version";

    private final TestTerminal terminal = new TestTerminal();

    @ParameterizedTest
    @CsvSource({
        "discover, --ttl --filter --local-port " + NETWORK,
        "inspect, URL " + NETWORK,
        "gateway, " + NETWORK,
        "address, " + NETWORK,
        "map, PORT [INTERNAL|PORT...] --protocol --description --duration --any-port " + NETWORK,
        "unmap, PORT... --protocol " + NETWORK,
        "mappings, " + NETWORK,
        "keep, PORT... --protocol --internal --description --duration --any-port --helper --exec"
                + " --serve --token-file "
                + NETWORK,
        "kept, --json",
        "release, PORT... --protocol --json",
        "reopen, PORT... --protocol --json",
        "watch, --exec " + NETWORK,
        "serve, --port --token-file " + NETWORK,
        "doctor, [PORT] [INTERNAL] --protocol --stun --helper --no-test " + NETWORK,
        "helper, --port --interface --json",
        "demo, --verbose",
    })
    void help_namesEveryOption(String command, String mentioned) {
        assertEquals(0, terminal.type(command, "--help"));
        assertEquals("", terminal.err());
        assertTrue(terminal.out().startsWith("Usage: postern " + command));
        for (String word : (mentioned + " " + EVERY).split(" ")) {
            assertTrue(terminal.out().contains(word), word + " in " + terminal.out());
        }
        assertTrue(terminal.gateway.calls.isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "discover",
                "inspect",
                "gateway",
                "address",
                "map",
                "unmap",
                "mappings",
                "keep",
                "kept",
                "reopen",
                "release",
                "watch",
                "serve",
                "doctor",
                "helper",
                "simulate",
                "demo"
            })
    void generalHelp_listsEveryCommand(String command) {
        assertEquals(0, terminal.type("--help"));
        assertTrue(terminal.out().lines().anyMatch(line -> line.startsWith("  " + command)));
        assertTrue(terminal.out().lines().allMatch(line -> line.length() <= 100));
    }

    @ParameterizedTest
    @CsvSource({
        "--help, -h",
        "--help, help",
        "map --help, map -h",
        "map --help, -h map",
        "map --help, help map",
        "--version, -v",
        "--version, -V",
        "--version, map -V",
    })
    void shortForms_sayTheSame(String line, String shortForm) {
        TestTerminal other = new TestTerminal();

        assertEquals(0, terminal.type(line.split(" ")));
        assertEquals(0, other.type(shortForm.split(" ")), other::err);
        assertEquals(terminal.out(), other.out());
    }

    @Test
    void help_ofTheSimulatedRouterIsItsOwn() {
        terminal.simulator = (words, streams) -> words.equals(List.of("--help")) ? 0 : 70;

        assertEquals(0, terminal.type("simulate", "-h"));
        assertEquals(0, terminal.type("help", "simulate"));
        assertEquals(0, terminal.type("simulate", "--help"));
        assertEquals(0, terminal.type("--help", "--verbose", "simulate"));
        assertEquals("", terminal.out());
    }

    @Test
    void version_isTheBundles() {
        assertEquals(0, terminal.type("--version"));
        assertEquals(0, terminal.type("map", "--version"));
        assertEquals("postern 1.2.3\npostern 1.2.3\n", terminal.out());
    }
}
