// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.soap;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * How a router executes actions: as the standard says, until quirks change it. Each change works on
 * what the ones before it left. All changes are made before the router starts.
 */
public final class ActionRules {
    private Function<Map<String, ActionHandler>, Map<String, ActionHandler>> changes =
            Function.identity();

    /** Executes an action, given how it is usually executed. */
    @FunctionalInterface
    public interface Replacement {
        /** Returns the values, in the order of the action's model. */
        List<String> call(ActionHandler usual, Arguments arguments, InetAddress caller)
                throws ActionFault;
    }

    public void replace(String action, Replacement replacement) {
        replace(Set.of(action), replacement);
    }

    public void replace(Set<String> actions, Replacement replacement) {
        changes =
                changes.andThen(
                        usual -> {
                            Map<String, ActionHandler> changed = new HashMap<>(usual);
                            changed.replaceAll(
                                    (name, handler) ->
                                            actions.contains(name)
                                                    ? (arguments, caller) ->
                                                            replacement.call(
                                                                    handler, arguments, caller)
                                                    : handler);
                            return changed;
                        });
    }

    public void replaceFault(String action, UpnpError usual, ActionFault other) {
        replace(
                action,
                (handler, arguments, caller) -> {
                    try {
                        return handler.call(arguments, caller);
                    } catch (ActionFault fault) {
                        throw fault.error() == usual ? other : fault;
                    }
                });
    }

    /** Removes some actions, though the service description lists them. */
    public void remove(String... actions) {
        changes =
                changes.andThen(
                        usual -> {
                            Map<String, ActionHandler> left = new HashMap<>(usual);
                            left.keySet().removeAll(Set.of(actions));
                            return left;
                        });
    }

    /** The actions of a service, by name. */
    public Map<String, ActionHandler> apply(Map<String, ActionHandler> usual) {
        return changes.apply(usual);
    }
}
