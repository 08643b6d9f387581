// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.command;

import org.apache.commons.cli.Option;

/** Creates options; only the few that all commands have get a short name. */
public final class OptionSyntax {
    private static final String ON_TERMINAL = "on the terminal, ";

    private OptionSyntax() {}

    public static Option flag(String name, String description) {
        return Option.builder().longOpt(name).desc(description).get();
    }

    static Option flag(String letter, String name, String description) {
        return Option.builder(letter).longOpt(name).desc(description).get();
    }

    /** An option with a value that works only on the terminal. */
    public static Option terminalValue(String name, String valueName, String... description) {
        return value(name, valueName, ON_TERMINAL + String.join(" ", description));
    }

    /** Whether an option has no meaning in a shell. */
    public static boolean isForTerminalAlone(Option option) {
        return option.getDescription().startsWith(ON_TERMINAL);
    }

    /**
     * An option that takes a value.
     *
     * @param valueName what the help shows for the value, such as {@code MS}
     * @param description parts of one sentence, joined by spaces
     */
    public static Option value(String name, String valueName, String... description) {
        return Option.builder()
                .longOpt(name)
                .hasArg()
                .argName(valueName)
                .desc(String.join(" ", description))
                .get();
    }
}
