package org.postern.simulator;

import org.postern.simulator.quirk.LowPortsTaken;
import org.postern.simulator.quirk.PermanentLeasesOnly;

import java.util.List;

/** How actions are answered: chapter A of {@code docs/quirks.md}. */
public final class ControlQuirks {
    /** Permanent leases only. */
    public static final Quirk LEASE_725 =
            new Quirk(
                    "lease-725",
                    "A9",
                    "refuses every lease above 0 with 725",
                    new PermanentLeasesOnly());

    /** Usual ports taken by a client that no list shows. */
    public static final Quirk CONFLICT_718 =
            new Quirk(
                    "conflict-718",
                    "A15",
                    "every external port below 50000 is held by another client, not listed: 718",
                    new LowPortsTaken());

    static final List<Quirk> ALL = List.of(LEASE_725, CONFLICT_718);

    private ControlQuirks() {}
}
