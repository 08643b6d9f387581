// SPDX-License-Identifier: Apache-2.0
package org.postern.packaging;

import org.apache.commons.cli.Option;
import org.postern.shell.commands.command.Syntax;

import java.util.List;

/** The manual page, with the texts of the help. For {@code man}, in the macros of {@code man(7)}. */
final class ManualPage {
    private static final String DESCRIPTION =
            """
            .SH NAME
            postern \\- open ports on the router, and keep them open
            .SH SYNOPSIS
            .B postern
            .I COMMAND
            .RI [ ARGUMENT ...]
            .RI [ OPTION ...]
            .br
            .B postern
            .SH DESCRIPTION
            .B postern
            finds the internet gateways (routers) of the local network over UPnP, PCP and NAT-PMP, opens
            ports on them, and keeps those ports open.
            Without a command it starts an interactive shell with the same commands.
            Options may come before or after the command.
            Data is written to standard output, everything else to standard error.
            """;

    private static final String END =
            """
            .SH ENVIRONMENT
            .TP
            .B JAVA_HOME
            The folder of Java 17 or newer. Otherwise java is taken from the PATH.
            .TP
            .B NO_COLOR
            Where it is set, nothing is coloured.
            .SH FILES
            .TP
            .I $XDG_CONFIG_HOME/postern
            Settings of the interactive shell; default: ~/.config/postern.
            .TP
            .I $XDG_STATE_HOME/postern
            What was opened, to close it later; default: ~/.local/state/postern.
            .TP
            .I $XDG_CACHE_HOME/postern
            What makes starts faster, and may be deleted; default: ~/.cache/postern.
            .TP
            .I /etc/postern/postern.conf
            Of the Debian package: the ports that
            .B postern.service
            keeps open. Those of
            .BI postern@ NAME .service
            are in
            .IR /etc/postern/NAME.conf .
            """;

    private final List<Syntax> commands;
    private final List<ExitStatus> codes;

    ManualPage(List<Syntax> commands, List<ExitStatus> codes) {
        this.commands = commands;
        this.codes = codes;
    }

    /**
     * The source of the page.
     *
     * @param day of the version, in ISO 8601
     */
    String text(String version, String day) {
        StringBuilder page = new StringBuilder();
        page.append(".TH POSTERN 1 \"" + day + "\" \"Postern " + version + "\"\n");
        page.append(DESCRIPTION);
        List<Option> common = OptionValues.common(commands);
        page.append(".SH COMMANDS\n");
        for (Syntax command : commands) {
            page.append(".SS " + escaped(signature(command)) + "\n");
            page.append(paragraph(command.summary()));
            command.details().forEach(each -> page.append(".PP\n").append(paragraph(each)));
            command.own().forEach(option -> page.append(item(option)));
            if (command.shared().size() < common.size()) {
                page.append(".PP\n").append(paragraph(sentence(command.shared())));
            }
        }
        page.append(".SH \"COMMON OPTIONS\"\n");
        common.forEach(option -> page.append(item(option)));
        page.append(".SH \"EXIT STATUS\"\n");
        for (ExitStatus code : codes) {
            page.append(".TP\n.B " + code.code() + "\n");
            String name = code.name().isEmpty() ? "" : code.name() + ": ";
            page.append(paragraph(name + code.meaning()));
        }
        return page.append(END).toString();
    }

    private static String signature(Syntax command) {
        return (command.name() + " " + String.join(" ", command.arguments())).strip();
    }

    private static String sentence(List<Option> shared) {
        List<String> names = shared.stream().map(each -> "--" + each.getLongOpt()).toList();
        return "Of the common options, it takes these: " + String.join(", ", names) + ".";
    }

    private static String item(Option option) {
        String value = option.hasArg() ? " \\fI" + escaped(option.getArgName()) + "\\fR" : "";
        String spellings = String.join("\\fR, \\fB", escaped(OptionValues.spellings(option)));
        return ".TP\n\\fB" + spellings + "\\fR" + value + "\n" + paragraph(option.getDescription());
    }

    private static List<String> escaped(List<String> texts) {
        return texts.stream().map(ManualPage::escaped).toList();
    }

    private static String paragraph(String text) {
        return escaped(text) + "\n";
    }

    /** A line that begins with a control character of roff would be a request. */
    private static String escaped(String text) {
        String escaped = text.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq");
        return escaped.startsWith(".") ? "\\&" + escaped : escaped;
    }
}
