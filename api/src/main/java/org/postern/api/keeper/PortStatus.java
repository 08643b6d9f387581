// SPDX-License-Identifier: Apache-2.0
package org.postern.api.keeper;

import org.postern.api.gateway.ControlCode;
import org.postern.api.gateway.Reason;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A kept port at one moment.
 *
 * @param phase how far it is
 * @param holdings one for each gateway and protocol on which it is open
 * @param nextTry when it is tried again; empty where nothing is to be tried or no gateway is there
 * @param lastTrouble what went wrong last, though it may be over; empty when nothing did
 */
public record PortStatus(
        PortPhase phase,
        List<Holding> holdings,
        Optional<Instant> nextTry,
        Optional<Trouble> lastTrouble) {
    /** Copies the holdings. */
    public PortStatus {
        holdings = List.copyOf(holdings);
    }

    /**
     * A port as one gateway holds it.
     *
     * @param port which, and where
     * @param since when it was opened there
     * @param goodUntil when its lease ends; empty where it has no end
     * @param nextRenewal when it is renewed; empty where it has no end
     */
    public record Holding(
            OpenPort port,
            Instant since,
            Optional<Instant> goodUntil,
            Optional<Instant> nextRenewal) {}

    /**
     * Something that went wrong.
     *
     * @param at when it was seen last
     * @param reason why
     * @param code the gateway's own; empty when it sent none
     * @param sentence for the user
     */
    public record Trouble(Instant at, Reason reason, Optional<ControlCode> code, String sentence) {}
}
