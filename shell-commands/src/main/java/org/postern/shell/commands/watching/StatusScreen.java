// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.watching;

import org.postern.api.keeper.KeeperEvent;
import org.postern.shell.commands.output.Console;
import org.postern.shell.commands.output.StatusLine;

import java.util.function.Supplier;

/** One line with the current state; messages about problems remain above it. */
public final class StatusScreen implements EventScreen {
    private final Console console;
    private final StatusLine line;
    private final Supplier<String> status;

    public StatusScreen(Console console, Supplier<String> status) {
        this.console = console;
        this.line = new StatusLine(console);
        this.status = status;
    }

    @Override
    public void show(KeeperEvent event) {
        if (isTrouble(event.kind())) {
            line.erase();
            console.message(EventLines.text(event));
        }
        refresh();
    }

    private static boolean isTrouble(KeeperEvent.Kind kind) {
        return switch (kind) {
            case GATEWAY_GONE, GATEWAY_MISSING, PORT_LOST, PORT_REFUSED, PORT_CHANGED -> true;
            case GATEWAY_FOUND, GATEWAY_CHANGED, PORT_OPENED, PORT_RENEWED, PORT_CLOSED -> false;
        };
    }

    @Override
    public void dropped(long number) {
        // The status line is correct without them.
    }

    @Override
    public void refresh() {
        line.show(status.get());
    }

    @Override
    public void end() {
        line.erase();
    }

    @Override
    public boolean closed() {
        return false;
    }
}
