// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.state;

import org.postern.api.gateway.PortMapping;
import org.postern.api.keeper.PortPhase;

import java.util.List;
import java.util.Optional;

/**
 * The state of one kept port on one router. A value: {@link Transitions} says what follows from it
 * with each {@link Signal}.
 */
public sealed interface PortState {
    /** The external port that is held or requested. */
    Target target();

    /** The phase in the public status. */
    PortPhase phase();

    /** When a {@link Signal.Due} is to come; {@link Term#NEVER} for never. */
    default long wakeAt() {
        return Term.NEVER;
    }

    /** What the router holds; empty where nothing is open. */
    default Optional<Lease> lease() {
        return Optional.empty();
    }

    /** Whether it is kept, and not released. */
    default boolean isWanted() {
        return true;
    }

    /** Whether a call that changes something is running. */
    default boolean isAsked() {
        return false;
    }

    /** Whether it waits until its place is free. */
    default boolean waitsForPlace() {
        return false;
    }

    /** Whether no other port may be kept at its place. */
    default boolean needsPlace() {
        return false;
    }

    /** The keeper's own mappings that are closed before it is opened. */
    default List<PortMapping> replaced() {
        return List.of();
    }

    /** Whether a request to the router is queued. */
    default boolean isQueued() {
        return false;
    }

    /**
     * No call is made until a given time, as the router did not answer, or until the place is free:
     * then the time is {@link Term#NEVER} while the place is being closed.
     */
    record Waiting(Target target, Attempts attempts, long until) implements PortState {
        @Override
        public PortPhase phase() {
            return attempts.phase();
        }

        @Override
        public long wakeAt() {
            return until;
        }

        @Override
        public boolean waitsForPlace() {
            return until == Term.NEVER;
        }
    }

    /** The router is asked what it holds at the port, before anything is changed. */
    record Looking(Target target, Attempts attempts) implements PortState {
        @Override
        public boolean needsPlace() {
            return true;
        }

        @Override
        public PortPhase phase() {
            return attempts.phase();
        }

        @Override
        public boolean isQueued() {
            return true;
        }
    }

    /**
     * The router is asked to open it, once the keeper's own mappings in {@code replaced} are
     * closed. If {@code isAsked}, the call is running; if {@code suspected}, the router may have
     * changed since.
     */
    record Opening(
            Target target,
            Attempts attempts,
            List<PortMapping> replaced,
            boolean isAsked,
            boolean suspected)
            implements PortState {
        @Override
        public boolean needsPlace() {
            return true;
        }

        @Override
        public PortPhase phase() {
            return attempts.phase();
        }

        @Override
        public boolean isQueued() {
            return !isAsked;
        }
    }

    /** What the router is asked for while it holds a port. */
    enum Request {
        NONE,
        /** A longer lease, as soon as the router may be asked. */
        RENEW,
        /** A longer lease: the call is running. */
        RENEW_ASKED,
        /** To be opened again, as soon as the router may be asked. */
        REOPEN,
        /** To be opened again: the call is running. */
        REOPEN_ASKED
    }

    /**
     * The router holds it; of TCP and UDP perhaps one only. The keeper's own mappings in
     * {@code replaced} are closed before it is opened again. If {@code suspected}, the router may
     * have forgotten it; if {@code lookAgain}, it is checked when the call has ended.
     */
    record Open(
            Target target,
            Lease held,
            Request request,
            List<PortMapping> replaced,
            boolean suspected,
            boolean lookAgain)
            implements PortState {
        /** Nothing is asked. */
        static Open quiet(Target target, Lease held, boolean suspected) {
            return new Open(target, held, Request.NONE, List.of(), suspected, false);
        }

        Open with(Lease other) {
            return new Open(target, other, request, replaced, suspected, lookAgain);
        }

        Open with(Request other) {
            return new Open(target, held, other, replaced, suspected, lookAgain);
        }

        Open suspected(boolean other) {
            return new Open(target, held, request, replaced, other, lookAgain);
        }

        Open looksAgain() {
            return new Open(target, held, request, replaced, suspected, true);
        }

        /** Whether of TCP and UDP only one is held. */
        boolean isPart() {
            return held.mappings().size() < target.asked().protocols().size();
        }

        @Override
        public boolean needsPlace() {
            return true;
        }

        @Override
        public PortPhase phase() {
            return isPart() ? PortPhase.OPENING : PortPhase.OPEN;
        }

        @Override
        public Optional<Lease> lease() {
            return Optional.of(held);
        }

        @Override
        public long wakeAt() {
            return held.next(request == Request.NONE);
        }

        @Override
        public boolean isAsked() {
            return request == Request.RENEW_ASKED || request == Request.REOPEN_ASKED;
        }

        @Override
        public boolean isQueued() {
            return request == Request.RENEW || request == Request.REOPEN;
        }
    }

    /**
     * Another client or, if {@code byKeptPort}, another kept port has the port. It is looked up
     * again at {@code until}.
     */
    record Taken(Target target, Attempts attempts, long until, boolean byKeptPort)
            implements PortState {
        @Override
        public PortPhase phase() {
            return PortPhase.TAKEN;
        }

        @Override
        public long wakeAt() {
            return until;
        }

        @Override
        public boolean waitsForPlace() {
            return byKeptPort;
        }
    }

    /**
     * The router refuses it. It is looked up again at {@code until}; {@link Term#NEVER} for when
     * the router has changed.
     */
    record Refused(Target target, Attempts attempts, long until) implements PortState {
        @Override
        public PortPhase phase() {
            return PortPhase.REFUSED;
        }

        @Override
        public long wakeAt() {
            return until;
        }
    }

    /**
     * It was released, and is being closed when what is pending has ended. The lease is what the
     * router held. If {@code isLost}, the router may have opened another number, as its answer was
     * lost.
     */
    record Closing(Target target, Optional<Lease> lease, Pending pending, boolean isLost)
            implements PortState {
        @Override
        public boolean isAsked() {
            return pending != Pending.NONE;
        }

        @Override
        public PortPhase phase() {
            return PortPhase.RELEASED;
        }

        @Override
        public boolean isWanted() {
            return false;
        }
    }

    /** What a released port waits for. */
    enum Pending {
        /** Nothing: it is being closed. */
        NONE,
        /** A call that was running when it was released. */
        CALL,
        /** The search for a number whose answer was lost. */
        SEARCH
    }

    /** It is no longer kept on this router. */
    record Closed(Target target) implements PortState {
        @Override
        public PortPhase phase() {
            return PortPhase.RELEASED;
        }

        @Override
        public boolean isWanted() {
            return false;
        }
    }
}
