// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.command;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * A command's answer.
 *
 * @param json the answer as maps, lists, text, numbers and booleans
 * @param lines the answer as text
 * @param notes one sentence each that stands beside the text; JSON holds them itself
 * @param exitCode what the command ends with
 */
public record Report(@Nullable Object json, List<String> lines, List<String> notes, int exitCode) {

    /**
     * A success.
     *
     * @param json the answer as JSON
     * @param lines the answer as text
     * @return a report without notes
     */
    public static Report of(Object json, List<String> lines) {
        return new Report(json, lines, List.of(), ExitCodes.SUCCESS);
    }

    /**
     * The end of a command that has printed all itself.
     *
     * @param exitCode what it ends with
     * @return a report without an answer
     */
    public static Report printed(int exitCode) {
        return new Report(null, List.of(), List.of(), exitCode);
    }

    /**
     * This report with notes.
     *
     * @param others one sentence each
     * @return a changed copy
     */
    public Report withNotes(List<String> others) {
        return new Report(json, lines, List.copyOf(others), exitCode);
    }
}
