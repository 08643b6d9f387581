// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands;

import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;
import org.jspecify.annotations.Nullable;
import org.postern.shell.commands.completion.Choice;
import org.postern.shell.commands.completion.Completions;

import java.util.List;
import java.util.Optional;

/** Offers our commands, and the shell's many functions only to those who type one of them. */
final class ShellCompleter implements Completer {
    private final Completions ours;
    private final Completer others;

    ShellCompleter(Completions ours, Completer others) {
        this.ours = ours;
        this.others = others;
    }

    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        List<String> before = line.words().subList(0, line.wordIndex());
        Optional<List<Choice>> choices =
                before.isEmpty()
                        ? Optional.of(ours.commands()).filter(all -> isBegun(all, line.word()))
                        : ours.after(before);
        if (choices.isEmpty()) {
            others.complete(reader, line, candidates);
            return;
        }
        choices.get().stream().map(ShellCompleter::candidate).forEach(candidates::add);
    }

    private static boolean isBegun(List<Choice> commands, String typed) {
        return commands.stream().anyMatch(each -> each.word().startsWith(typed));
    }

    private static Candidate candidate(Choice choice) {
        @Nullable String description = choice.description().isEmpty() ? null : choice.description();
        return new Candidate(choice.word(), choice.word(), null, description, null, null, true);
    }
}
