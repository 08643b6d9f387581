// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.mapping;

import org.postern.api.gateway.GatewayException;
import org.postern.igd.control.calls.ControlSession;
import org.postern.igd.control.table.TableReader;

/** Counts the router's table where that may be the reason of a failure (quirks A18, A44). */
final class TableSize {
    /** A table with fewer entries is hardly full. */
    private static final int FEW_ENTRIES = 8;

    private TableSize() {}

    /** Some routers say 402 or 501 when their table is full (quirk A18). */
    static GatewayException perhapsFull(GatewayException refusal, ControlSession session)
            throws InterruptedException {
        int count = count(session);
        return count < FEW_ENTRIES
                ? refusal
                : because(
                        refusal.getMessage()
                                + lists(count)
                                + "if its table is full, remove some that are no longer needed.",
                        refusal);
    }

    /** The router says that its table is full. */
    static GatewayException full(GatewayException refusal, ControlSession session)
            throws InterruptedException {
        int count = count(session);
        return count == 0
                ? refusal
                : because(refusal.getMessage() + " It lists " + count + " mappings.", refusal);
    }

    /** Others say success, and hold nothing more (quirk A44). */
    static GatewayException silentlyFull(GatewayException lost, ControlSession session)
            throws InterruptedException {
        int count = count(session);
        return because(
                lost.getMessage()
                        + (count < FEW_ENTRIES
                                ? " Restart the router, or map the port by hand."
                                : lists(count)
                                        + "its table is probably full. Remove some that are no"
                                        + " longer needed."),
                lost);
    }

    /** Whether the router lists its table, and that is hardly full. */
    static boolean isSmall(ControlSession session) throws InterruptedException {
        try {
            return new TableReader(session.half()).list().entries().size() < FEW_ENTRIES;
        } catch (GatewayException e) {
            return false;
        }
    }

    private static String lists(int count) {
        return " It lists " + count + " mappings: ";
    }

    /** Zero where the router does not tell. */
    private static int count(ControlSession session) throws InterruptedException {
        try {
            return new TableReader(session.half()).list().entries().size();
        } catch (GatewayException e) {
            return 0;
        }
    }

    private static GatewayException because(String message, GatewayException failure) {
        return failure.reworded(failure.reason(), message);
    }
}
