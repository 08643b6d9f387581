// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.command;

import org.postern.api.gateway.GatewayException;
import org.postern.api.keeper.PortKeeper;

/** {@code watch}: prints what happens to gateways and kept ports, as it happens. */
final class WatchCommand implements Command {
    @Override
    public Syntax syntax() {
        return Syntax.network("watch", "Tells what happens to gateways and ports until Ctrl-C.")
                .withDetails(
                        "One line for each event; with --json a JSON object. In a shell without"
                                + " options of the search it",
                        "tells of the gateways and ports that are known and kept there, else of"
                                + " gateways alone.");
    }

    @Override
    public Report run(Call call) throws CommandException, GatewayException, InterruptedException {
        boolean here = Keepers.inShell(call) && Keepers.choices(call).isEmpty();
        if (here) {
            return watch(call, call.services().keeper());
        }
        try (PortKeeper keeper = call.services().keepers().open(GatewayLookup.query(call))) {
            return watch(call, keeper);
        }
    }

    private static Report watch(Call call, PortKeeper keeper) throws InterruptedException {
        try (EventPrinter printer = EventPrinter.start(new LineScreen(call))) {
            Runnable unwatch = keeper.watch(printer);
            try {
                printer.awaitUnread();
            } finally {
                unwatch.run();
            }
        }
        return Report.printed(ExitCodes.BROKEN_PIPE);
    }
}
