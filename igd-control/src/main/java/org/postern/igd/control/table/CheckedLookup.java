// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.table;

import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.Reason;
import org.postern.igd.control.calls.ControlSession;

import java.util.Optional;

/** Looks up one entry, and believes only answers that are about it. */
final class CheckedLookup {
    private CheckedLookup() {}

    /**
     * Looks up an entry for a remote host. Fails as a broken look-up ({@link EntryLookup#isBroken})
     * where the answer may be about another entry, so that the list decides.
     */
    static Optional<PortMapping> find(ControlSession session, PortKey key, String remoteHost)
            throws GatewayException, InterruptedException {
        if (session.lookups().isImprecise()) {
            throw EntryLookup.imprecise(session);
        }
        Optional<EntryLookup.Answer> answer = EntryLookup.ask(session, key, remoteHost);
        if (answer.isEmpty() || !remoteHost.isEmpty()) {
            return answer.map(EntryLookup.Answer::entry);
        }
        return switch (new LookupCheck(session, key, answer.get()).verdict()) {
            case BELIEVED -> answer.map(EntryLookup.Answer::entry);
            case LIST_DECIDES -> throw EntryLookup.imprecise(session);
            case UNKNOWN ->
                    throw new GatewayException(
                            Reason.FAILED,
                            session.router()
                                    + " answers GetSpecificPortMappingEntry alike for different"
                                    + " mappings, and does not list them, so that it is not known"
                                    + " whether "
                                    + key
                                    + " is open.");
        };
    }
}
