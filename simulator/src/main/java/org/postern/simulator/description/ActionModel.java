// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.description;

import java.util.ArrayList;
import java.util.List;

/** The arguments are in the order of the standard: those given first, then those returned. */
public record ActionModel(String name, List<Argument> arguments) {
    public ActionModel {
        arguments = List.copyOf(arguments);
    }

    /** An action without arguments, to be completed with {@link #in} and {@link #out}. */
    public static ActionModel action(String name) {
        return new ActionModel(name, List.of());
    }

    /** This action with one more argument that the caller gives. */
    public ActionModel in(String argument, String stateVariable) {
        return plus(new Argument(argument, true, stateVariable));
    }

    /** This action with one more argument that is returned. */
    public ActionModel out(String argument, String stateVariable) {
        return plus(new Argument(argument, false, stateVariable));
    }

    public List<String> inNames() {
        return names(true);
    }

    public List<String> outNames() {
        return names(false);
    }

    private List<String> names(boolean in) {
        return arguments.stream().filter(a -> a.in() == in).map(Argument::name).toList();
    }

    private ActionModel plus(Argument argument) {
        List<Argument> longer = new ArrayList<>(arguments);
        longer.add(argument);
        return new ActionModel(name, longer);
    }
}
