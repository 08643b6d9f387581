// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.command;

import org.postern.api.keeper.KeeperEvent;
import org.postern.shell.commands.output.Console;

/** One line of data for each event. */
final class LineScreen implements EventScreen {
    private final Console console;
    private final boolean json;

    LineScreen(Call call) {
        this.console = call.console();
        this.json = call.json();
    }

    @Override
    public void show(KeeperEvent event) {
        console.data(json ? EventLines.json(event) : EventLines.text(event));
        console.out().flush();
    }

    @Override
    public void leftOut(long number) {
        console.message("Note: " + number + " events are not shown: the output was too slow.");
    }

    @Override
    public void refresh() {
        // A line stays as it is.
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
