// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.completion;

import org.apache.commons.cli.Option;

import java.util.List;

/** The values of options that have the same few values everywhere. */
public final class FixedValues {
    private FixedValues() {}

    /** All values, as the help names them; empty where others may be typed as well. */
    public static List<String> of(Option option) {
        return switch (option.getLongOpt()) {
            case "protocol", "family", "igd" -> List.of(option.getArgName().split("\\|"));
            default -> List.of();
        };
    }
}
