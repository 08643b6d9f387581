// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.quirk.control;

import org.postern.simulator.quirk.RouterHook;
import org.postern.simulator.soap.ActionFault;
import org.postern.simulator.soap.ActionHandler;
import org.postern.simulator.soap.Arguments;
import org.postern.simulator.soap.UpnpError;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Does some actions in its own way. */
public final class Around implements RouterHook {
    /** The two that make mappings. */
    public static final Set<String> ADDING = Set.of("AddPortMapping", "AddAnyPortMapping");

    /** The two that end mappings. */
    public static final Set<String> DELETING =
            Set.of("DeletePortMapping", "DeletePortMappingRange");

    private final Set<String> names;
    private final Way way;

    /** How an action is done, given how it ought to be done. */
    @FunctionalInterface
    public interface Way {
        /** The values returned. */
        List<String> call(ActionHandler plain, Arguments arguments, InetAddress caller)
                throws ActionFault;
    }

    /** These actions in that way. */
    public Around(Set<String> names, Way way) {
        this.names = Set.copyOf(names);
        this.way = way;
    }

    /** This action in that way. */
    public static Around action(String name, Way way) {
        return new Around(Set.of(name), way);
    }

    /** This action refused with another code or in other words than it should. */
    public static Around refused(String name, UpnpError proper, ActionFault said) {
        return action(
                name,
                (plain, arguments, caller) -> {
                    try {
                        return plain.call(arguments, caller);
                    } catch (ActionFault fault) {
                        throw fault.error() == proper ? said : fault;
                    }
                });
    }

    @Override
    public Map<String, ActionHandler> actions(Map<String, ActionHandler> plain) {
        Map<String, ActionHandler> changed = new HashMap<>(plain);
        changed.replaceAll(
                (name, handler) ->
                        names.contains(name)
                                ? (arguments, caller) -> way.call(handler, arguments, caller)
                                : handler);
        return changed;
    }
}
