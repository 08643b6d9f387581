// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postern.api.finder.GatewayChoice;
import org.postern.api.finder.GatewayQuery;
import org.postern.api.upnp.DeviceDescription;
import org.postern.api.upnp.UpnpDevice;
import org.postern.api.upnp.UpnpResult;
import org.postern.shell.commands.RelayingGateway;
import org.postern.shell.commands.TestTerminal;
import org.postern.testkit.fakes.Fakes;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

@Timeout(60)
class DemoCommandTest {
    private final RelayingGateway gateway = new RelayingGateway();
    private final TestTerminal terminal = new TestTerminal(gateway);
    private final List<GatewayQuery> queries = new ArrayList<>();
    private final List<String> simulated = new ArrayList<>();
    private final CountDownLatch started = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);

    @BeforeEach
    void aRouterThatRunsUntilItIsInterrupted() {
        terminal.simulator =
                (words, streams) -> {
                    simulated.addAll(words);
                    terminal.upnp.answer("discover", List.of(device(words.get(3))));
                    started.countDown();
                    try {
                        new CountDownLatch(1).await();
                        return 1;
                    } catch (InterruptedException e) {
                        ended.countDown();
                        return 0;
                    }
                };
    }

    @BeforeEach
    void aFinderThatFindsItOnceItRuns() {
        terminal.finder =
                query -> {
                    if (started.getCount() > 0) {
                        throw Fakes.failure(UpnpResult.NO_DEVICES, "Not yet.");
                    }
                    queries.add(query);
                    return new GatewayChoice(
                            TestTerminal.merged(gateway),
                            "It is the only one.",
                            List.of(),
                            List.of());
                };
    }

    @AfterEach
    void closeRelays() {
        gateway.closeAll("");
    }

    @Test
    void demo_playsTheMainJob() throws Exception {
        assertEquals(0, terminal.type("demo"), terminal.err() + terminal.out());
        String out = terminal.out();
        for (String expected :
                List.of(
                        "1. Find the router",
                        "$ postern discover --timeout 500 --interface lo",
                        "2. Ask for its external address",
                        "203.0.113.7",
                        "3. Open port ",
                        "--protocol BOTH --description 'Postern demo' --duration 600",
                        "TCP 'Hello from outside' -> 'echo of Hello from outside' came back",
                        "UDP 'Hello from outside' -> 'echo of Hello from outside' came back",
                        "Postern demo\n",
                        "6. Close the port",
                        "TCP 'Hello from outside' -> nothing came back",
                        "UDP 'Hello from outside' -> nothing came back",
                        "Done")) {
            assertTrue(out.contains(expected), expected + " in " + out);
        }
        assertTrue(ended.await(10, TimeUnit.SECONDS));
        assertTrue(gateway.held.isEmpty());
    }

    @Test
    void demo_usesARouterOfItsOwnOnLoopback() {
        terminal.type("demo");

        String udn = simulated.get(3);
        assertTrue(udn.startsWith("uuid:"), udn);
        assertEquals(
                List.of("--interface", "lo", "--udn", udn, "--wan", "127.0.0.1", "--quiet"),
                simulated);
        assertEquals(5, queries.size());
        for (GatewayQuery query : queries) {
            assertEquals("lo", query.networkInterface());
            assertEquals(udn, query.wanted());
        }
    }

    @Test
    void demo_whenNoDataCrosses_fails() {
        gateway.broken = true;

        assertEquals(5, terminal.type("demo"));
        assertTrue(
                terminal.err()
                        .endsWith(
                                "No data crosses the port that the router calls open.\n"
                                        + "The demo ended at step 4.\n"),
                terminal.err());
    }

    @Test
    void demo_whenDataStillCrosses_fails() {
        gateway.leaky = true;

        assertEquals(5, terminal.type("demo"));
        assertTrue(
                terminal.err()
                        .endsWith(
                                "Data still crosses the port that the router calls closed.\n"
                                        + "The demo ended at step 7.\n"),
                terminal.err());
    }

    @Test
    void demo_whenAStepFails_endsWithItsCode() {
        gateway.failures.put(
                "externalAddress", Fakes.failure(UpnpResult.ACTION_FAILED, "It has none."));

        assertEquals(5, terminal.type("demo"));
        assertTrue(
                terminal.err().endsWith("It has none.\nThe demo ended at step 2.\n"),
                terminal.err());
    }

    @Test
    void demo_whenTheRouterDoesNotStart_says() {
        terminal.simulator = (words, streams) -> 70;
        terminal.finder =
                query -> {
                    throw Fakes.failure(UpnpResult.NO_DEVICES, "Silence.");
                };

        assertEquals(26, terminal.type("demo"));
        assertTrue(
                terminal.err().contains("The simulated router ended before it was found."),
                terminal.err());
    }

    @Test
    void demo_interrupted_endsTheRouter() throws Exception {
        terminal.finder =
                query -> {
                    throw new InterruptedException();
                };

        assertEquals(130, terminal.type("demo"));
        assertTrue(ended.await(10, TimeUnit.SECONDS));
    }

    @Test
    void simulate_handsItsWordsOn() {
        terminal.simulator =
                (words, streams) -> {
                    simulated.addAll(words);
                    return 64;
                };

        assertEquals(
                64,
                terminal.type(
                        "--interface",
                        "lo",
                        "simulate",
                        "--quirk",
                        "slow",
                        "--quirk",
                        "mute",
                        "--port",
                        "-1",
                        "--new"));
        assertEquals(
                List.of(
                        "--interface",
                        "lo",
                        "--quirk",
                        "slow",
                        "--quirk",
                        "mute",
                        "--port",
                        "-1",
                        "--new"),
                simulated);
    }

    private static UpnpDevice device(String udn) {
        DeviceDescription description =
                new DeviceDescription("t", "Router", "", "", udn, List.of(), List.of());
        return Fakes.device("http://127.0.0.1:1/d", Optional.of(description));
    }
}
