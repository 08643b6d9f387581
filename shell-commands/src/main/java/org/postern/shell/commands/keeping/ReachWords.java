// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.keeping;

import org.postern.api.doctor.PortReach;
import org.postern.api.doctor.PortReach.State;
import org.postern.shell.commands.output.TimeFormat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Says in few words when ports were reached from outside. */
final class ReachWords {
    private static final String NEVER = "not yet";

    private ReachWords() {}

    /** For the end of a line on all open ports, from its comma on; empty without a helper. */
    static String of(List<PortReach> reaches, TimeFormat times) {
        List<PortReach> judged =
                reaches.stream().filter(each -> each.state() != State.NOT_CONFIRMED).toList();
        if (judged.isEmpty()) {
            return reaches.isEmpty() ? "" : ", not confirmed from outside";
        }
        long never = judged.stream().filter(each -> each.lastReached().isEmpty()).count();
        if (never > 0) {
            return ", " + (judged.size() == 1 ? "" : never + " ") + NEVER + " reached from outside";
        }
        // Of several, the one that was not reached for longest.
        Optional<Instant> last =
                judged.stream()
                        .map(PortReach::lastReached)
                        .flatMap(Optional::stream)
                        .min(Instant::compareTo);
        return last.map(at -> ", last reached from outside " + times.since(at) + " ago").orElse("");
    }

    /** For a cell of a table on one port. */
    static String cell(PortReach reach, TimeFormat times) {
        return reach.lastReached()
                .map(at -> times.since(at) + " ago")
                .orElse(reach.state() == State.NOT_CONFIRMED ? "not confirmed" : NEVER);
    }
}
