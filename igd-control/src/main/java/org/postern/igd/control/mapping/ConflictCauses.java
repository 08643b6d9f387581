// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.mapping;

import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.PortMapping;
import org.postern.igd.control.calls.Attempt;
import org.postern.igd.control.calls.ControlSession;
import org.postern.igd.control.mapping.refusal.RefusalCodes;
import org.postern.igd.control.table.TableReader;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Looks in the router's list for the cause of a conflict at a port where nothing is found: a rule
 * for one remote host, which a look-up for any host does not find (quirk A50), or a mapping of the
 * same internal port at another external port, where the router forwards each only once (A49). Used
 * by one thread.
 */
final class ConflictCauses {
    private final ControlSession session;
    private boolean listed;

    ConflictCauses(ControlSession session) {
        this.session = session;
    }

    /** The same refusal with its cause, where the list shows one. The list is read once in a call. */
    Outcome.Failed explained(Attempt attempt, Outcome.Failed refused) throws InterruptedException {
        if (listed
                || !(refused instanceof Outcome.Refused refusal)
                || !RefusalCodes.mayBeConflict(refusal.code())) {
            return refused;
        }
        listed = true;
        List<PortMapping> entries = entries();
        Optional<PortMapping> holder = first(entries, each -> each.key().equals(attempt.key()));
        if (holder.isPresent()) {
            return new Outcome.Occupied(holder.get(), refusal.failure());
        }
        return first(entries, each -> isSameInside(each, attempt))
                .<Outcome.Failed>map(each -> new Outcome.MappedElsewhere(each, refusal.failure()))
                .orElse(refused);
    }

    private List<PortMapping> entries() throws InterruptedException {
        try {
            return new TableReader(session.half()).list().entries();
        } catch (GatewayException e) {
            return List.of();
        }
    }

    private static Optional<PortMapping> first(
            List<PortMapping> entries, Predicate<PortMapping> wanted) {
        return entries.stream().filter(wanted).findFirst();
    }

    private boolean isSameInside(PortMapping entry, Attempt attempt) {
        return entry.protocol() == attempt.protocol()
                && session.client().equals(entry.internalClient())
                && entry.internalPort() == attempt.internalPort();
    }
}
