// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.keeping;

import org.postern.api.doctor.PortReach;
import org.postern.api.doctor.ReachWatch;
import org.postern.shell.commands.command.Command;
import org.postern.shell.commands.command.CommandException;
import org.postern.shell.commands.command.DoctorHint;
import org.postern.shell.commands.command.Invocation;
import org.postern.shell.commands.command.Report;
import org.postern.shell.commands.command.Syntax;
import org.postern.shell.commands.internal.presentation.KeptRow;
import org.postern.shell.commands.output.Block;
import org.postern.shell.commands.output.TimeFormat;

import java.util.List;

/** {@code kept}: lists all ports that are kept open here, whoever requested them. */
public final class KeptCommand implements Command {
    @Override
    public Syntax syntax() {
        return Syntax.asking("kept", "Lists the ports that are kept open here.")
                .withDetails(
                        "One row for each gateway: the request, what the router holds and since"
                                + " when, when the lease ends and is renewed, who keeps the port,"
                                + " when a configured helper reached it last from outside,"
                                + " and the last failure. Columns that do not fit the terminal are"
                                + " left out.");
    }

    @Override
    public Report run(Invocation invocation) throws CommandException {
        List<KeptRow> rows = KeptRow.of(ShellKeeper.of(invocation).ports());
        List<PortReach> reaches =
                invocation.services().reachWatch().map(ReachWatch::ports).orElse(List.of());
        List<?> json = rows.stream().map(each -> each.json(reaches)).toList();
        KeptTable table =
                new KeptTable(
                        TimeFormat.fromNow(), reaches, DoctorHint.sentence(invocation, List.of()));
        return Report.of(json, table.blocks(rows).toArray(Block[]::new));
    }
}
