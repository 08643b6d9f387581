// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.simulation;

import org.postern.api.upnp.UpnpResult;
import org.postern.shell.commands.command.CommandExitCodes;
import org.postern.shell.commands.command.Invocation;
import org.postern.shell.commands.output.Console;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The numbered steps of the demo. The first one that fails is the last. */
final class DemoScript {
    private static final String LINE = "Hello from outside";

    private final Invocation invocation;
    private final Console console;
    private final DemoRouter router;
    private final EchoServer server;
    private final int outside;
    private int number;

    DemoScript(Invocation invocation, DemoRouter router, EchoServer server) throws IOException {
        this.invocation = invocation;
        this.console = invocation.console();
        this.router = router;
        this.server = server;
        this.outside = LoopbackPorts.freePort();
    }

    /** Returns the exit code. */
    int play() throws InterruptedException {
        String port = String.valueOf(outside);
        String inner = String.valueOf(server.port());
        List<Step> steps =
                List.of(
                        new Step("Find the router", () -> type("discover", "--timeout", "500")),
                        new Step("Ask for its external address", () -> type("address")),
                        new Step(
                                "Open port " + port + " to an echo server on port " + inner,
                                () ->
                                        type(
                                                "map",
                                                port,
                                                inner,
                                                "--protocol",
                                                "BOTH",
                                                "--description",
                                                "Postern demo",
                                                "--duration",
                                                "600")),
                        new Step("Send data from outside", () -> send(true)),
                        new Step("List what is open", () -> type("mappings")),
                        new Step("Close the port", () -> type("unmap", port, "--protocol", "BOTH")),
                        new Step("Send data again", () -> send(false)));
        for (Step step : steps) {
            number++;
            console.data(number + ". " + step.title());
            int code = step.action().run();
            if (code != CommandExitCodes.SUCCESS) {
                console.message("The demo ended at step " + number + ".");
                return code;
            }
            console.data("");
        }
        console.data("Done: found, opened, used, closed; all on this machine.");
        return CommandExitCodes.SUCCESS;
    }

    private int type(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--interface", router.networkInterface(), "--gateway", router.udn()));
        console.data(
                "$ "
                        + console.prefix()
                        + all.stream().map(DemoScript::quoted).collect(Collectors.joining(" ")));
        return invocation.dispatcher().run(all, console);
    }

    private static String quoted(String word) {
        return word.contains(" ") ? "'" + word + "'" : word;
    }

    private int send(boolean open) throws InterruptedException {
        console.data(
                "(the WAN side of the simulated router is "
                        + LoopbackPorts.address().getHostAddress()
                        + ":"
                        + outside
                        + ")");
        Optional<String> tcp = EchoClient.overTcp(outside, LINE);
        Optional<String> udp = EchoClient.overUdp(outside, LINE);
        tell("TCP", tcp);
        tell("UDP", udp);
        Optional<String> expected = open ? Optional.of(EchoServer.ANSWER + LINE) : Optional.empty();
        if (tcp.equals(expected) && udp.equals(expected)) {
            return CommandExitCodes.SUCCESS;
        }
        console.message(
                open
                        ? "No data crosses the port that the router calls open."
                        : "Data still crosses the port that the router calls closed.");
        return UpnpResult.ACTION_FAILED.code();
    }

    private void tell(String protocol, Optional<String> answer) {
        console.data(
                protocol
                        + " '"
                        + LINE
                        + "' -> "
                        + answer.map(text -> "'" + text + "' came back")
                                .orElse("nothing came back"));
    }

    private record Step(String title, StepAction action) {}

    private interface StepAction {
        int run() throws InterruptedException;
    }
}
