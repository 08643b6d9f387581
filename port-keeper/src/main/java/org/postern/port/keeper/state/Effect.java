// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.state;

import org.postern.api.gateway.ControlCode;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.Reason;

import java.util.List;
import java.util.Optional;

/**
 * What is to be done when a state follows another one. When to wake is not an effect, as the state
 * itself names the moment; and whatever waits to be asked for a port is dropped with each other kind
 * of state, and at another number.
 */
public sealed interface Effect {
    /**
     * To ask the router what stands at the port; in place of all that waits for it.
     *
     * @param soon whether before what is open already
     * @param search whether to look for a number too that the router could not tell
     */
    record Look(boolean soon, boolean search) implements Effect {}

    /** To look at an open port when there is nothing better to do; besides what waits for it. */
    record Check() implements Effect {}

    /** To ask the router to open it; in place of all that waits for it. */
    record Open() implements Effect {}

    /** To ask the router for a longer lease; besides a look that waits. */
    record Renew(Term term) implements Effect {}

    /** To close, of these ports, those that the ledger has. */
    record Close(List<PortKey> keys) implements Effect {}

    /** To give its place up, and to close what the ledger has of it. */
    record CloseAll() implements Effect {}

    /** What the router may open is to be in the ledger first. */
    record Plan(MappingRequest request) implements Effect {}

    /** What was planned at these ports did not come about. */
    record Unplan(List<PortKey> keys) implements Effect {}

    /** A port is nothing of ours any more. */
    record Forget(PortKey key) implements Effect {}

    /** A mapping of ours that is not in the ledger, for as long as its lease shows. */
    record Remember(PortMapping mapping) implements Effect {}

    /** What is held is to be in the ledger, with the end of its lease. */
    record RecordLease() implements Effect {}

    /** What was suspected of the router is settled for this port. */
    record Settled() implements Effect {}

    /** The last trouble, for the port's status. */
    record Trouble(Reason reason, Optional<ControlCode> code, String sentence) implements Effect {}

    /** To tell that it is open. */
    record TellOpened(PortMapping mapping, List<String> notes) implements Effect {}

    /** To tell that its external address or port is another. */
    record TellChanged(PortMapping mapping) implements Effect {}

    /** To tell that it has a new lease. */
    record TellRenewed(PortMapping mapping, String how) implements Effect {}

    /** To tell that it is not open any more. */
    record TellLost(PortMapping mapping, String reason) implements Effect {}

    /** To tell that it cannot be opened now. */
    record TellRefused(Reason reason, String sentence) implements Effect {}
}
