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
 * Whether one router shows what it holds, and what is done about what it does not show: a port that
 * is kept is believed to be open until its lease ends, and one that is not wanted any more is closed
 * by its record alone. Used by the keeper's thread.
 */
public final class Visibility {
    private final Supplier<Gateway> gateway;
    private boolean refused;

    /** What to do about a port that is to be closed. */
    public enum Verdict {
        /** It is ours, or is believed to be. */
        CLOSE,
        /** Somebody else's mapping stands there. */
        LEAVE,
        /** Nothing of ours can be there any more. */
        FORGET
    }

    Visibility(Supplier<Gateway> gateway) {
        this.gateway = gateway;
    }

    /** Whether looking at single ports makes sense. */
    public boolean canLook() {
        return !refused && can(Capability.FIND);
    }

    /** Whether the router says that it can do something. */
    boolean can(Capability what) {
        return gateway.get().capabilities().contains(what);
    }

    /** All that a router lists; nothing where it refuses to. On a worker thread. */
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

    /** A question about a single port failed: where that is final, no further one is asked. */
    void lookFailed(GatewayException failure) {
        refused |= RetryRule.of(failure) == RetryRule.RARELY;
    }

    /** The router may be another by now. */
    void forgive() {
        refused = false;
    }

    /**
     * What the router shows. On a worker thread.
     *
     * @param canLook as {@link #canLook()} said
     * @return empty where it does not show what it holds
     * @throws GatewayException when it did not answer
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
     * What to do about a port that is to be closed. What is not seen is closed as long as its lease
     * runs, since routers hide some mappings, and can be nobody's but somebody else's afterwards.
     *
     * @param recorded what the ledger says of it
     * @param found what the router shows there
     */
    public static Verdict verdict(LedgerEntry recorded, Optional<PortMapping> found, Instant now) {
        boolean runs = recorded.goodUntil().isAfter(now);
        if (found.isEmpty()) {
            return runs ? Verdict.CLOSE : Verdict.FORGET;
        }
        // Where a router does not tell the client, only as long as it may be nobody else's.
        return recorded.matches(found.get()) || runs && LedgerIndex.isAbout(recorded, found.get())
                ? Verdict.CLOSE
                : Verdict.LEAVE;
    }
}
