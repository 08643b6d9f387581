// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands;

import org.jspecify.annotations.Nullable;
import org.postern.shell.commands.command.Command;
import org.postern.shell.commands.diagnosis.DoctorCommand;
import org.postern.shell.commands.gateway.AddressCommand;
import org.postern.shell.commands.gateway.DiscoverCommand;
import org.postern.shell.commands.gateway.GatewayCommand;
import org.postern.shell.commands.gateway.InspectCommand;
import org.postern.shell.commands.keeping.KeepCommand;
import org.postern.shell.commands.keeping.KeptCommand;
import org.postern.shell.commands.keeping.ReleaseCommand;
import org.postern.shell.commands.keeping.ReopenCommand;
import org.postern.shell.commands.mapping.MapCommand;
import org.postern.shell.commands.mapping.MappingsCommand;
import org.postern.shell.commands.mapping.UnmapCommand;
import org.postern.shell.commands.outside.HelperCommand;
import org.postern.shell.commands.serving.ServeCommand;
import org.postern.shell.commands.simulation.DemoCommand;
import org.postern.shell.commands.simulation.SimulatorCommand;
import org.postern.shell.commands.watching.WatchCommand;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All commands. Each is made when it is asked for: a new process loads no other's classes. */
public final class CommandRegistry {
    /** In the order of the help. */
    private static final List<String> NAMES =
            List.of(
                    "discover",
                    "inspect",
                    "gateway",
                    "address",
                    "map",
                    "unmap",
                    "mappings",
                    "keep",
                    "kept",
                    "reopen",
                    "release",
                    "watch",
                    "serve",
                    "doctor",
                    "helper",
                    "simulate",
                    "demo");

    private CommandRegistry() {}

    public static List<Command> all() {
        return NAMES.stream().map(CommandRegistry::find).flatMap(Optional::stream).toList();
    }

    static Optional<Command> find(String name) {
        @Nullable Command command =
                switch (name) {
                    case "discover" -> new DiscoverCommand();
                    case "inspect" -> new InspectCommand();
                    case "gateway" -> new GatewayCommand();
                    case "address" -> new AddressCommand();
                    case "map" -> new MapCommand();
                    case "unmap" -> new UnmapCommand();
                    case "mappings" -> new MappingsCommand();
                    case "keep" -> new KeepCommand();
                    case "kept" -> new KeptCommand();
                    case "reopen" -> new ReopenCommand();
                    case "release" -> new ReleaseCommand();
                    case "watch" -> new WatchCommand();
                    case "serve" -> new ServeCommand();
                    case "doctor" -> new DoctorCommand();
                    case "helper" -> new HelperCommand();
                    case "simulate" -> new SimulatorCommand();
                    case "demo" -> new DemoCommand();
                    default -> null;
                };
        return Optional.ofNullable(command);
    }

    static Stream<String> names() {
        return NAMES.stream();
    }

    /** The options of all commands, as they may be typed. */
    static Set<String> options() {
        return all().stream()
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
            if (all().stream().anyMatch(command -> command.syntax().takesValue(word))) {
                index++;
            }
        }
        return -1;
    }
}
