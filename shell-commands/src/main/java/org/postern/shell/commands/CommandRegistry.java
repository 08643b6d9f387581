// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands;

import org.postern.shell.commands.command.Command;
import org.postern.shell.commands.diagnosis.DoctorCommand;
import org.postern.shell.commands.gateway.AddressCommand;
import org.postern.shell.commands.gateway.DiscoverCommand;
import org.postern.shell.commands.gateway.GatewayCommand;
import org.postern.shell.commands.gateway.InspectCommand;
import org.postern.shell.commands.keeping.KeepCommand;
import org.postern.shell.commands.keeping.KeptCommand;
import org.postern.shell.commands.keeping.ReleaseCommand;
import org.postern.shell.commands.mapping.MapCommand;
import org.postern.shell.commands.mapping.MappingsCommand;
import org.postern.shell.commands.mapping.UnmapCommand;
import org.postern.shell.commands.outside.HelperCommand;
import org.postern.shell.commands.simulation.DemoCommand;
import org.postern.shell.commands.simulation.SimulatorCommand;
import org.postern.shell.commands.watching.WatchCommand;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All commands, in the order of the help. */
final class CommandRegistry {
    private static final List<Command> COMMANDS =
            List.of(
                    new DiscoverCommand(),
                    new InspectCommand(),
                    new GatewayCommand(),
                    new AddressCommand(),
                    new MapCommand(),
                    new UnmapCommand(),
                    new MappingsCommand(),
                    new KeepCommand(),
                    new KeptCommand(),
                    new ReleaseCommand(),
                    new WatchCommand(),
                    new DoctorCommand(),
                    new HelperCommand(),
                    new SimulatorCommand(),
                    new DemoCommand());

    private CommandRegistry() {}

    static List<Command> all() {
        return COMMANDS;
    }

    static Optional<Command> find(String name) {
        return COMMANDS.stream().filter(each -> each.syntax().name().equals(name)).findFirst();
    }

    static Stream<String> names() {
        return COMMANDS.stream().map(command -> command.syntax().name());
    }

    /** The options of all commands, as they may be typed. */
    static Set<String> options() {
        return COMMANDS.stream()
                .flatMap(command -> command.syntax().spellings())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * Finds the command's name on a command line: the first word that is neither an option nor an
     * option's value. Returns -1 when there is none.
     */
    static int indexOfName(List<String> words) {
        for (int index = 0; index < words.size(); index++) {
            String word = words.get(index);
            if (!word.startsWith("-")) {
                return index;
            }
            if (COMMANDS.stream().anyMatch(command -> command.syntax().takesValue(word))) {
                index++;
            }
        }
        return -1;
    }
}
