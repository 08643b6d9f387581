// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.watching;

import org.postern.api.doctor.PortReach;
import org.postern.api.keeper.KeeperEvent;
import org.postern.shell.commands.output.Console;
import org.postern.shell.commands.output.StatusLine;

import java.util.List;
import java.util.function.Supplier;

/** One line with the current state; troubles and their ends remain above it. */
public final class StatusScreen implements EventScreen {
    private final Console console;
    private final StatusLine line;
    private final Supplier<String> status;
    private final TroubleLines troubles;

    public StatusScreen(Console console, EventHints hints, Supplier<String> status) {
        this.console = console;
        this.troubles = new TroubleLines(hints);
        this.line = new StatusLine(console);
        this.status = status;
    }

    @Override
    public void show(KeeperEvent event) {
        print(troubles.lines(event));
        line.show(status.get());
    }

    @Override
    public void show(PortReach reach) {
        print(troubles.lines(reach));
        line.show(status.get());
    }

    private void print(List<String> lines) {
        if (!lines.isEmpty()) {
            line.erase();
            lines.forEach(console::message);
        }
    }

    @Override
    public void message(String text) {
        print(List.of(text));
        line.show(status.get());
    }

    @Override
    public void dropped(long number) {
        // The status line is correct without them.
    }

    @Override
    public void refresh() {
        print(troubles.rest().stream().toList());
        line.show(status.get());
    }

    @Override
    public void end() {
        print(troubles.rest().stream().toList());
        line.erase();
    }

    @Override
    public boolean closed() {
        return false;
    }
}
