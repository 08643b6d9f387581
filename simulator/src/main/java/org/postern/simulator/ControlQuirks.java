// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator;

import org.postern.simulator.igd.Wish;
import org.postern.simulator.quirk.LowPortsTaken;
import org.postern.simulator.quirk.RouterHook;
import org.postern.simulator.quirk.control.Around;
import org.postern.simulator.quirk.control.Refusing;
import org.postern.simulator.soap.UpnpError;

import java.util.List;
import java.util.function.Predicate;

/** Which mappings are refused, and how: chapter A of {@code docs/quirks.md}. */
public final class ControlQuirks {
    private static final int FIRST_FREE = 50_000;
    private static final int FIRST_USER_PORT = 1024;
    private static final long A_WEEK = 604_800;

    /** Permanent leases only. */
    public static final Quirk LEASE_725 =
            new Quirk(
                    "lease-725",
                    "A9",
                    "refuses every lease above 0 with 725",
                    refusing(w -> w.mapping().leaseSeconds() > 0, UpnpError.ONLY_PERMANENT_LEASES));

    /** Permanent leases only, said otherwise. */
    public static final Quirk LEASE_402 =
            new Quirk(
                    "lease-402",
                    "A10",
                    "refuses every lease above 0 with 402",
                    refusing(w -> w.mapping().leaseSeconds() > 0, UpnpError.INVALID_ARGS));

    /** No permanent leases. */
    public static final Quirk PERMANENT_402 =
            new Quirk(
                    "permanent-402",
                    "A11",
                    "refuses a lease of 0 or of more than a week with 402",
                    refusing(
                            w -> notWithinAWeek(w.mapping().leaseSeconds()),
                            UpnpError.INVALID_ARGS));

    /** Usual ports taken by a client that no list shows. */
    public static final Quirk CONFLICT_718 =
            new Quirk(
                    "conflict-718",
                    "A15, A27",
                    "every external port below 50000 is held by another client, not listed: 718",
                    new LowPortsTaken());

    /** The same, said otherwise. */
    public static final Quirk CONFLICT_501 =
            new Quirk(
                    "conflict-501",
                    "A17",
                    "takes no port that another client has, and says 501",
                    Around.refused(
                            "AddPortMapping", UpnpError.CONFLICT, UpnpError.ACTION_FAILED.fault()));

    /** Usual ports taken by the router itself. */
    public static final Quirk CONFLICT_729 =
            new Quirk(
                    "conflict-729",
                    "A18",
                    "every external port below 50000 is in use by the router itself: 729",
                    refusing(
                            w -> w.mapping().externalPort() < FIRST_FREE,
                            UpnpError.CONFLICT_WITH_MECHANISM));

    /** No overwriting. */
    public static final Quirk OWN_718 =
            new Quirk(
                    "own-718",
                    "A15",
                    "a port that is mapped is refused with 718 even to the client that has it",
                    refusing(Wish::portHeld, UpnpError.CONFLICT));

    /** For oneself only. */
    public static final Quirk NOT_YOURS_718 =
            new Quirk(
                    "not-yours-718",
                    "A16",
                    "maps for the caller only, and refuses others with 718",
                    refusing(w -> !w.forCaller(), UpnpError.CONFLICT));

    /** For oneself only, said otherwise. */
    public static final Quirk NOT_YOURS_606 =
            new Quirk(
                    "not-yours-606",
                    "A16",
                    "maps for the caller only, and refuses others with 606",
                    refusing(w -> !w.forCaller(), UpnpError.NOT_AUTHORIZED));

    /** Reading only. */
    public static final Quirk SWITCHED_OFF_606 =
            new Quirk(
                    "switched-off-606",
                    "A16",
                    "lets everything be read and no mapping be made: 606",
                    refusing(w -> true, UpnpError.NOT_AUTHORIZED));

    /** Numbers as they are. */
    public static final Quirk SAME_PORTS_724 =
            new Quirk(
                    "same-ports-724",
                    "A18",
                    "external and internal port must be the same: else 724",
                    refusing(
                            w -> w.mapping().externalPort() != w.mapping().internalPort(),
                            UpnpError.SAME_PORTS));

    /** All ports or none. */
    public static final Quirk ANY_PORT_727 =
            new Quirk(
                    "any-port-727",
                    "A18",
                    "refuses every external port but a wildcard with 727",
                    refusing(w -> true, UpnpError.ANY_EXTERNAL_PORT_ONLY));

    /** No room. */
    public static final Quirk TABLE_FULL_728 =
            new Quirk(
                    "table-full-728",
                    "A18",
                    "has no room for mappings: 728",
                    refusing(w -> true, UpnpError.NO_PORT_MAPS_AVAILABLE));

    /** No room, said otherwise. */
    public static final Quirk TABLE_FULL_402 =
            new Quirk(
                    "table-full-402",
                    "A18",
                    "has no room for mappings: 402",
                    refusing(w -> true, UpnpError.INVALID_ARGS));

    /** No well-known ports. */
    public static final Quirk LOW_PORTS_716 =
            new Quirk(
                    "low-ports-716",
                    "A19",
                    "refuses external ports below 1024 with 716",
                    refusing(
                            w -> w.mapping().externalPort() < FIRST_USER_PORT,
                            UpnpError.WILDCARD_EXTERNAL_PORT));

    /** No well-known ports, said otherwise. */
    public static final Quirk LOW_PORTS_606 =
            new Quirk(
                    "low-ports-606",
                    "A19",
                    "refuses external ports below 1024 with 606",
                    refusing(
                            w -> w.mapping().externalPort() < FIRST_USER_PORT,
                            UpnpError.NOT_AUTHORIZED));

    static final List<Quirk> ALL =
            List.of(
                    LEASE_725,
                    LEASE_402,
                    PERMANENT_402,
                    CONFLICT_718,
                    CONFLICT_501,
                    CONFLICT_729,
                    OWN_718,
                    NOT_YOURS_718,
                    NOT_YOURS_606,
                    SWITCHED_OFF_606,
                    SAME_PORTS_724,
                    ANY_PORT_727,
                    TABLE_FULL_728,
                    TABLE_FULL_402,
                    LOW_PORTS_716,
                    LOW_PORTS_606);

    private ControlQuirks() {}

    private static RouterHook refusing(Predicate<Wish> which, UpnpError error) {
        return new Refusing(which, error);
    }

    private static boolean notWithinAWeek(long lease) {
        return lease == 0 || lease > A_WEEK;
    }
}
