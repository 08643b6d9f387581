// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.state;

import org.postern.api.gateway.ControlCode;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.Reason;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * An action that a transition asks for. The wake-up time is not an effect, as the state
 * itself has it. What is queued for a port is dropped when the kind of its state
 * or its number changes.
 */
public sealed interface Effect {
    /**
     * To ask the router what it holds at the port; replaces all that is queued for it. If
     * {@code soon}, before the checks of open ports; with {@code search}, the list is searched for
     * a number whose answer was lost.
     */
    record Look(boolean soon, boolean search) implements Effect {}

    /** To check an open port in the background; keeps what is queued for it. */
    record Check() implements Effect {}

    /** To ask the router to open it; replaces all that is queued for it. */
    record Open() implements Effect {}

    /** To ask the router for a longer lease; keeps a queued check. */
    record Renew(Term term) implements Effect {}

    /** To close, of these ports, those that the ledger has. */
    record Close(List<PortKey> keys) implements Effect {}

    /**
     * To release its place, and to close its mappings that are recorded in the ledger;
     * {@code elsewhere} are those at other numbers.
     */
    record CloseAll(List<PortKey> elsewhere) implements Effect {}

    /** To record in the ledger what the router is asked to open. */
    record Plan(MappingRequest request) implements Effect {}

    /** To remove the records of planned mappings that were not opened. */
    record Unplan(List<PortKey> keys) implements Effect {}

    /** To remove the record of a mapping that is not the keeper's own. */
    record Forget(PortKey key) implements Effect {}

    /** To add one of the keeper's own mappings to the ledger, until its lease ends. */
    record Remember(PortMapping mapping) implements Effect {}

    /** To record in the ledger what is held, with the end of its lease. */
    record RecordLease() implements Effect {}

    /** To remember which leases the router drops. */
    record RememberLeases(DroppedLeases leases) implements Effect {}

    /** To remember that the router confirms renewals and does not extend leases (quirk A48). */
    record RememberNotExtended() implements Effect {}

    /** The state of this port is known again after the router may have changed. */
    record Settled() implements Effect {}

    /** To set the last trouble in the port's status. */
    record Trouble(Reason reason, Optional<ControlCode> code, String sentence) implements Effect {}

    record TellOpened(PortMapping mapping, List<String> notes) implements Effect {}

    /** To report that its external address or port has changed. */
    record TellChanged(PortMapping mapping) implements Effect {}

    record TellRenewed(PortMapping mapping, String how) implements Effect {}

    /** To report that what is held could not be renewed. */
    record TellNotRenewed(List<PortMapping> mappings, Reason reason) implements Effect {}

    record TellLost(PortMapping mapping, String reason) implements Effect {}

    /**
     * To report that the router no longer holds it, after this time; empty if that was soon after
     * it was opened.
     */
    record TellVanished(PortMapping mapping, Optional<Duration> after) implements Effect {}

    /** To report that it cannot be opened now. */
    record TellRefused(Reason reason, String sentence) implements Effect {}
}
