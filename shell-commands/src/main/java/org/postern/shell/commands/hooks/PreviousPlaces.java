// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.hooks;

import org.postern.api.keeper.KeeperEvent.Kind;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where gateways and ports were when the program was run for them last, to tell it what has changed
 * since. Used by one thread.
 */
final class PreviousPlaces {
    /** A device can announce any number of gateways; the kept ports are far fewer. */
    static final int MOST = 10_000;

    private static final String ADDRESS = "POSTERN_EXTERNAL_ADDRESS";
    private static final String PORT = "POSTERN_EXTERNAL_PORT";

    /** Empty where it is not known. */
    private record Place(String address, String port) {
        private static final Place UNKNOWN = new Place("", "");

        Place or(Place other) {
            return new Place(
                    address.isEmpty() ? other.address : address,
                    port.isEmpty() ? other.port : port);
        }
    }

    private final Map<Object, Place> places = new LinkedHashMap<>();

    /** The variables of an event and what has changed; it is the last one from now on. */
    Map<String, String> with(HookEvent event) {
        Place now = new Place(value(event, ADDRESS), value(event, PORT));
        Place before = places.getOrDefault(event.subject(), Place.UNKNOWN);
        places.remove(event.subject());
        places.put(event.subject(), now.or(before));
        if (places.size() > MOST) {
            places.remove(places.keySet().iterator().next());
        }
        // A gateway may have lost its address.
        boolean isChange = event.is(Kind.GATEWAY_CHANGED, Kind.PORT_CHANGED);
        Map<String, String> variables = new LinkedHashMap<>(event.variables());
        variables.put(
                EventVariables.PREVIOUS_ADDRESS, previous(before.address, now.address, isChange));
        variables.put(EventVariables.PREVIOUS_PORT, previous(before.port, now.port, isChange));
        return variables;
    }

    private static String previous(String before, String now, boolean isChange) {
        return before.equals(now) || now.isEmpty() && !isChange ? "" : before;
    }

    private static String value(HookEvent event, String variable) {
        return event.variables().getOrDefault(variable, "");
    }
}
