// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands;

import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.impl.LineReaderImpl;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.postern.shell.commands.command.Services;
import org.postern.shell.commands.completion.Completions;

/**
 * {@code postern:complete}, with which the profile of our own shell gives its reader completion, and
 * {@code ?} for help, which Gogo takes for the pattern of a file's name.
 */
@Component(
        name = GogoCompletion.NAME,
        service = GogoCompletion.class,
        immediate = true,
        enabled = false,
        property = {"osgi.command.scope=postern", "osgi.command.function=complete"})
public final class GogoCompletion {
    static final String NAME = "org.postern.shell.commands.GogoCompletion";

    /** What JLine calls when Enter is pressed, and its own way to do that. */
    private static final String ENTER = LineReader.ACCEPT_LINE;

    private static final String BUILT_IN_ENTER = "." + ENTER;

    private final Completions completions;

    @Activate
    public GogoCompletion(@Reference Services services) {
        completions = new Completions(CommandRegistry.all(), services);
    }

    /** Lets a reader offer our commands first. */
    public void complete(LineReaderImpl reader) {
        Completer others = reader.getCompleter();
        reader.setCompleter(new ShellCompleter(completions, others));
        reader.getWidgets().put(ENTER, () -> enter(reader));
    }

    private static boolean enter(LineReaderImpl reader) {
        String line = reader.getBuffer().toString().strip();
        if (line.startsWith("?")) {
            reader.getBuffer().clear();
            reader.getBuffer().write("help " + line.substring(1).strip());
        }
        reader.callWidget(BUILT_IN_ENTER);
        return true;
    }
}
