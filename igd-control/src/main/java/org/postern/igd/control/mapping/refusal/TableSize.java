// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.mapping.refusal;

import org.postern.api.gateway.GatewayException;
import org.postern.igd.control.calls.ControlSession;
import org.postern.igd.control.table.TableReader;

import java.util.OptionalInt;

/** Counts the router's table where that may be the reason of a failure (quirks A18, A44). */
public final class TableSize {
    /** A table with fewer entries is hardly full. */
    private static final int FEW_ENTRIES = 8;

    private TableSize() {}

    /** Some routers say 402 or 501 when their table is full (quirk A18). */
    public static GatewayException perhapsFull(GatewayException refusal, ControlSession session)
            throws InterruptedException {
        OptionalInt count = count(session);
        if (count.isEmpty()) {
            return because(refusal, " Its table may be full.");
        }
        return count.getAsInt() < FEW_ENTRIES
                ? refusal
                : because(
                        refusal,
                        lists(count.getAsInt())
                                + ": if its table is full, remove some that are no longer needed.");
    }

    /** The router says that its table is full. */
    public static GatewayException full(GatewayException refusal, ControlSession session)
            throws InterruptedException {
        OptionalInt count = count(session);
        return count.isEmpty() ? refusal : because(refusal, lists(count.getAsInt()) + ".");
    }

    /** Others say success, and hold nothing more (quirk A44). */
    public static GatewayException silentlyFull(GatewayException lost, ControlSession session)
            throws InterruptedException {
        int count = count(session).orElse(0);
        return because(
                lost,
                count < FEW_ENTRIES
                        ? " Restart the router, or map the port by hand."
                        : lists(count)
                                + ": its table is probably full. Remove some that are no longer"
                                + " needed.");
    }

    /** Whether the router lists its table, and that is hardly full. */
    public static boolean isSmall(ControlSession session) throws InterruptedException {
        return count(session).orElse(FEW_ENTRIES) < FEW_ENTRIES;
    }

    private static String lists(int count) {
        return " It lists "
                + (count == 0 ? "no mappings" : count + (count == 1 ? " mapping" : " mappings"));
    }

    /** Empty where the router does not tell. */
    private static OptionalInt count(ControlSession session) throws InterruptedException {
        try {
            return OptionalInt.of(new TableReader(session.half()).list().entries().size());
        } catch (GatewayException e) {
            return OptionalInt.empty();
        }
    }

    private static GatewayException because(GatewayException failure, String sentence) {
        return failure.reworded(failure.reason(), failure.getMessage() + sentence);
    }
}
