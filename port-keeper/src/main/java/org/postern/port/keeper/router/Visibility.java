// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.router;

import org.postern.api.gateway.Capability;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.PortMapping;
import org.postern.port.keeper.ledger.LedgerEntry;
import org.postern.port.keeper.ledger.LedgerIndex;
import org.postern.port.keeper.state.RetryRule;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Supplier;

/**
 * Whether one router discloses its mappings, and what follows if it does not: a port that
 * is kept is taken to be open until its lease ends, and a released one is closed
 * by its record alone. Used by the keeper's thread.
 */
public final class Visibility {
    private final Supplier<Gateway> gateway;
    private boolean refused;

    /** What to do about a port that is to be closed. */
    public enum Verdict {
        /** It is the recorded mapping, or may be. */
        CLOSE,
        /** Another client has a mapping there. */
        LEAVE,
        /** The recorded mapping is gone. */
        FORGET
    }

    Visibility(Supplier<Gateway> gateway) {
        this.gateway = gateway;
    }

    /** Whether single ports can be looked up. */
    public boolean canLook() {
        return !refused && can(Capability.FIND);
    }

    /** Whether the router says that it can do something. */
    boolean can(Capability what) {
        return gateway.get().capabilities().contains(what);
    }

    /** All mappings that a router lists; none if it refuses to. On a worker thread. */
    static List<PortMapping> listed(Gateway gateway) throws GatewayException, InterruptedException {
        try {
            return gateway.mappings();
        } catch (GatewayException e) {
            if (RetryRule.of(e) == RetryRule.SOON) {
                throw e;
            }
            return List.of();
        }
    }

    /** The look-up of a single port failed; after a final refusal none is tried again. */
    void lookFailed(GatewayException failure) {
        refused |= failure.isRefusal();
    }

    /** The router may have been replaced or restarted. */
    void forgive() {
        refused = false;
    }

    /**
     * The mappings that the router discloses; empty if it does not disclose them. On a worker
     * thread; {@code canLook} is what {@link #canLook()} said. Fails when the router did not
     * answer.
     */
    static Optional<List<PortMapping>> shown(
            Gateway gateway, SortedSet<PortKey> keys, boolean canLook)
            throws GatewayException, InterruptedException {
        if (!canLook) {
            return Optional.empty();
        }
        try {
            return Optional.of(gateway.findAll(keys));
        } catch (GatewayException e) {
            if (RetryRule.of(e) == RetryRule.SOON) {
                throw e;
            }
            return Optional.empty();
        }
    }

    /**
     * What to do about a port that is to be closed, by what the ledger says of it and what the
     * router shows there. A mapping that is not disclosed is closed while its lease runs, since
     * routers hide some mappings; afterwards it belongs to another client.
     */
    public static Verdict verdict(LedgerEntry recorded, Optional<PortMapping> found, Instant now) {
        boolean runs = recorded.goodUntil().isAfter(now);
        if (found.isEmpty()) {
            return runs ? Verdict.CLOSE : Verdict.FORGET;
        }
        // If a router does not disclose the client, only until the lease ends.
        return recorded.matches(found.get()) || runs && LedgerIndex.isAbout(recorded, found.get())
                ? Verdict.CLOSE
                : Verdict.LEAVE;
    }
}
