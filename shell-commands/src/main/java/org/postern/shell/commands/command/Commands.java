// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.command;

import java.util.List;

/** The commands of this package. */
public final class Commands {
    private Commands() {}

    /**
     * One of each.
     *
     * @return in the order of the help
     */
    public static List<Command> all() {
        return List.of(
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
                new SimulateCommand());
    }

    /**
     * The place of the command's name: the first word that is neither an option nor an option's
     * value.
     *
     * @param words of the whole command line
     * @param commands tell which options take values
     * @return -1 when there is none
     */
    public static int indexOfName(List<String> words, List<Command> commands) {
        for (int index = 0; index < words.size(); index++) {
            String word = words.get(index);
            if (!word.startsWith("-")) {
                return index;
            }
            if (commands.stream().anyMatch(command -> command.syntax().takesValue(word))) {
                index++;
            }
        }
        return -1;
    }
}
