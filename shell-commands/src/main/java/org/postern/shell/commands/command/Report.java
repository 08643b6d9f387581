// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.command;

import org.jspecify.annotations.Nullable;
import org.postern.api.gateway.GatewayException;
import org.postern.shell.commands.output.Block;

import java.util.List;
import java.util.Optional;

/**
 * The answer of a command.
 *
 * @param json the answer as maps, lists, text, numbers and booleans; null when the command has
 *     printed everything itself
 * @param text the answer for people
 * @param notes one sentence each, printed in addition to the text; JSON contains its own notes
 * @param exitCode what the command exits with, unless it failed
 * @param failure of what was to be done besides; it is reported as any failure, after the text
 * @param failedPort of which port, in the words of {@link DoctorHint#port}; empty for none
 */
public record Report(
        @Nullable Object json,
        List<Block> text,
        List<String> notes,
        int exitCode,
        Optional<GatewayException> failure,
        List<String> failedPort) {
    /** The answer of a command that did all it should. */
    public Report(@Nullable Object json, List<Block> text, List<String> notes, int exitCode) {
        this(json, text, notes, exitCode, Optional.empty(), List.of());
    }

    /** The end of a command that did nothing, because of a port. */
    public static Report failed(GatewayException failure, List<String> port) {
        return new Report(
                null, List.of(), List.of(), CommandExitCodes.SUCCESS, Optional.of(failure), port);
    }

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
        return new Report(json, text, List.copyOf(others), exitCode, failure, failedPort);
    }

    /** The same, of a command that did only a part of what it should. */
    public Report withFailure(GatewayException other, List<String> port) {
        return new Report(json, text, notes, exitCode, Optional.of(other), port);
    }
}
