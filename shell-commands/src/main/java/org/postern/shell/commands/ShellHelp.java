// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands;

import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import java.util.Arrays;

/**
 * {@code upnp:help}, for Karaf, whose own help replaces Gogo's and shows no {@link Descriptor} of
 * a parameter, and for our own shell. Not for other shells: Gogo might run it for a bare {@code
 * help}.
 */
@Component(
        name = ShellHelp.NAME,
        service = ShellHelp.class,
        immediate = true,
        enabled = false,
        property = {"osgi.command.scope=upnp", "osgi.command.function=help"})
public final class ShellHelp {
    static final String NAME = "org.postern.shell.commands.ShellHelp";

    private static final String OPTION = "--help";

    private final GogoCommands commands;

    @Activate
    public ShellHelp(@Reference GogoCommands commands) {
        this.commands = commands;
    }

    @Descriptor("lists these commands, or explains one of them")
    public void help(CommandSession session, @Descriptor("[COMMAND]") String... words)
            throws FailedCommandException {
        String[] asked = Arrays.copyOf(words, words.length + 1);
        asked[words.length] = OPTION;
        commands.run(session, asked);
    }
}
