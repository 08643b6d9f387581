// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.command;

import org.postern.shell.commands.output.Moments;

import java.util.List;

/** {@code kept}: all ports that are kept open here, whoever asked. */
final class KeptCommand implements Command {
    @Override
    public Syntax syntax() {
        return Syntax.asking("kept", "Lists the ports that are kept open here.")
                .withDetails(
                        "With one row for each gateway: what is asked, what the router holds, since"
                                + " when, how long",
                        "the lease is good, when it is renewed, who keeps it, and what went wrong"
                                + " last.");
    }

    @Override
    public Report run(Call call) throws CommandException {
        Keepers.checkInShell(call);
        List<KeptRow> rows = KeptRow.of(call.services().keeper().ports());
        List<?> json = rows.stream().map(KeptRow::json).toList();
        return Report.of(json, new KeptTable(Moments.fromNow()).lines(rows));
    }
}
