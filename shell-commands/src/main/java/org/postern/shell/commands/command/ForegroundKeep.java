// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.command;

import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.GatewayQuery;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.keeper.KeptPort;
import org.postern.api.keeper.PortKeeper;
import org.postern.shell.commands.output.Console;
import org.postern.shell.commands.output.Moments;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps ports until the command is interrupted, then closes them. On a terminal one line shows how
 * things are; elsewhere each event is a line.
 */
final class ForegroundKeep {
    /** Of the two seconds that a process has in which to end. */
    private static final Duration AT_THE_END = Duration.ofMillis(1800);

    private ForegroundKeep() {}

    static Report run(Call call, List<MappingRequest> requests)
            throws CommandException, GatewayException {
        GatewayQuery query = GatewayLookup.query(call);
        try (PortKeeper keeper = call.services().keepers().open(query)) {
            List<KeptPort> kept = new ArrayList<>();
            EventPrinter printer = EventPrinter.start(screen(call, keeper));
            List<Closing> closings;
            try (printer) {
                Runnable unwatch = keeper.watch(printer);
                for (MappingRequest request : requests) {
                    kept.add(keeper.keep(request));
                }
                awaitInterrupt();
                closings = Closing.of(kept, AT_THE_END);
                unwatch.run();
            }
            Closing.sentences(closings).forEach(call.console()::message);
        }
        return Report.printed(ExitCodes.INTERRUPTED);
    }

    private static EventScreen screen(Call call, PortKeeper keeper) {
        Console console = call.console();
        return console.terminal() && console.dataOnTerminal()
                ? new StatusScreen(
                        console, () -> KeepStatus.line(keeper.ports(), Moments.fromNow()))
                : new LineScreen(call);
    }

    private static void awaitInterrupt() {
        Object forever = new Object();
        synchronized (forever) {
            try {
                while (true) {
                    forever.wait();
                }
            } catch (InterruptedException e) {
                // The way in which this command ends; the ports still have to be closed.
            }
        }
    }
}
