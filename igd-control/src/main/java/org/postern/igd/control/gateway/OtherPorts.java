// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.gateway;

import java.util.LinkedHashSet;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds the next port to ask for instead of a refused one. Never one at which anything is seen, or
 * of which the router does not tell: nothing that stands on the router makes way for a port that
 * nobody asked for by number. Used by one thread.
 */
final class OtherPorts {
    /** Where the router's reason is in doubt (quirk A17). */
    private static final int MOST_DOUBTFUL = 4;

    private final MappingCalls calls;
    private final Trail trail;
    private final PortSearch search;
    private final Set<Integer> refused = new LinkedHashSet<>();
    private boolean somethingSeen;
    private int doubtful;

    OtherPorts(MappingCalls calls, int port, Trail trail) {
        this.calls = calls;
        this.trail = trail;
        this.search = new PortSearch(port);
    }

    /**
     * The next port.
     *
     * @param attempt that was refused
     * @param taken whether its port is in use, or that is in doubt
     * @return empty when enough have been tried
     */
    OptionalInt after(Attempt attempt, boolean taken) throws InterruptedException {
        refused.add(attempt.externalPort());
        doubtful += taken ? 0 : 1;
        if (doubtful > MOST_DOUBTFUL) {
            return OptionalInt.empty();
        }
        for (OptionalInt port = search.next(); port.isPresent(); port = search.next()) {
            if (calls.deadline().over()) {
                return OptionalInt.empty();
            }
            if (calls.look(attempt.at(port.getAsInt())).nothing()) {
                return port;
            }
            somethingSeen = true;
            trail.log("something stands at port " + port.getAsInt());
        }
        return OptionalInt.empty();
    }

    void sawSomething() {
        somethingSeen = true;
    }

    boolean nothingSeen() {
        return !somethingSeen;
    }

    int count() {
        return refused.size();
    }

    /** Names the ports that were refused besides the one that the user asked for. */
    void sayRefused() {
        if (refused.size() > 1) {
            trail.say(
                    "Refused too: "
                            + refused.stream()
                                    .skip(1)
                                    .map(String::valueOf)
                                    .collect(Collectors.joining(", "))
                            + ".");
        }
    }
}
