// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.command;

import org.apache.commons.cli.Option;

/** Creates options; only the few that all commands have get a short name. */
public final class OptionSyntax {
    private OptionSyntax() {}

    public static Option flag(String name, String description) {
        return Option.builder().longOpt(name).desc(description).get();
    }

    static Option flag(String letter, String name, String description) {
        return Option.builder(letter).longOpt(name).desc(description).get();
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
