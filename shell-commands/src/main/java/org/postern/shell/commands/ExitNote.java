// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.postern.api.keeper.KeptPort;
import org.postern.api.keeper.PortStatus.Holding;
import org.postern.shell.commands.command.CommandException;
import org.postern.shell.commands.command.Services;
import org.postern.shell.commands.output.WordWrap;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What a shell says at its end: which ports stay open, and until when. Empty where there is none. */
@Component(property = ExitNote.MARK + ":Boolean=true")
public final class ExitNote implements Supplier<String> {
    static final String MARK = "postern.exit";

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

    private final Services services;

    @Activate
    public ExitNote(@Reference Services services) {
        this.services = services;
    }

    @Override
    public String get() {
        return String.join(
                "\n", WordWrap.lines(sentence(), Integer.getInteger(TerminalCommand.COLUMNS, 0)));
    }

    private String sentence() {
        try {
            return text(
                    services.keeper().ports().stream()
                            .filter(KeptPort::persistent)
                            .flatMap(port -> port.status().holdings().stream())
                            .toList());
        } catch (CommandException noKeeper) {
            return "";
        }
    }

    private static String text(List<Holding> open) {
        if (open.isEmpty()) {
            return "";
        }
        boolean several = open.size() > 1;
        String subject = several ? open.size() + " ports stay open" : "1 port stays open";
        if (open.stream().anyMatch(each -> each.goodUntil().isEmpty())) {
            return subject + " without an end; 'unmap' closes " + (several ? "them." : "it.");
        }
        String until =
                open.stream()
                        .map(Holding::goodUntil)
                        .flatMap(Optional::stream)
                        .max(Comparator.naturalOrder())
                        .map(ExitNote::time)
                        .orElse("");
        return subject
                + (several ? ", the last until " : " until ")
                + until
                + (several ? "; they are" : "; it is")
                + " renewed only while the shell runs.";
    }

    private static String time(Instant moment) {
        return TIME.format(moment.atZone(ZoneId.systemDefault()));
    }
}
