// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.command;

import org.jspecify.annotations.Nullable;
import org.postern.shell.commands.output.Block;

import java.util.List;

/**
 * The answer of a command.
 *
 * @param json the answer as maps, lists, text, numbers and booleans; null when the command has
 *     printed everything itself
 * @param text the answer for people
 * @param notes one sentence each, printed in addition to the text; JSON contains its own notes
 * @param exitCode what the command exits with
 */
public record Report(@Nullable Object json, List<Block> text, List<String> notes, int exitCode) {

    /** A success without notes. */
    public static Report of(Object json, List<String> lines) {
        return of(json, lines.stream().map(Block::of).toArray(Block[]::new));
    }

    public static Report of(Object json, Block... text) {
        return new Report(json, List.of(text), List.of(), CommandExitCodes.SUCCESS);
    }

    /** The end of a command that has printed everything itself. */
    public static Report printed(int exitCode) {
        return new Report(null, List.of(), List.of(), exitCode);
    }

    public Report withNotes(List<String> others) {
        return new Report(json, text, List.copyOf(others), exitCode);
    }
}
