// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.watching;

import org.postern.api.doctor.PortReach;
import org.postern.api.keeper.KeeperEvent;
import org.postern.shell.commands.command.Invocation;
import org.postern.shell.commands.output.Console;

/** One line of data for each event. */
public final class LineScreen implements EventScreen {
    private final Console console;
    private final boolean json;
    private final EventHints hints;

    public LineScreen(Invocation invocation, EventHints hints) {
        this.console = invocation.console();
        this.json = invocation.json();
        this.hints = hints;
    }

    @Override
    public void show(KeeperEvent event) {
        print(json ? EventLines.json(event) : EventLines.text(event, hints));
    }

    @Override
    public void show(PortReach reach) {
        print(json ? EventLines.json(reach) : EventLines.text(reach));
    }

    private void print(String line) {
        console.data(line);
        console.out().flush();
    }

    @Override
    public void message(String line) {
        console.message(line);
    }

    @Override
    public void dropped(long number) {
        console.message("Note: " + number + " events are not shown: the output was too slow.");
    }

    @Override
    public void refresh() {
        // Printed lines do not change.
    }

    @Override
    public void end() {
        console.out().flush();
    }

    @Override
    public boolean closed() {
        return console.out().checkError();
    }
}
