// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator;

import org.postern.simulator.quirk.BehindAnotherRouter;
import org.postern.simulator.quirk.NoAnswers;
import org.postern.simulator.quirk.NoConnectionService;
import org.postern.simulator.quirk.SlowAnswers;
import org.postern.simulator.quirk.WanDown;

import java.util.List;

/** What is behind the router, and how well it answers at all. */
public final class LineQuirks {
    /** A root device of gateway type without a WAN connection service. */
    public static final Quirk NO_GATEWAY =
            new Quirk(
                    "no-gateway",
                    "D26",
                    "calls itself a gateway, but has no WAN connection service",
                    new NoConnectionService());

    /** The line is down. */
    public static final Quirk DISCONNECTED =
            new Quirk(
                    "disconnected",
                    "A30, A31, D27",
                    "WAN status Disconnected, external address 0.0.0.0",
                    new WanDown());

    /** Double NAT. */
    public static final Quirk PRIVATE_ADDRESS =
            new Quirk(
                    "private-address",
                    "A30",
                    "external address 10.0.0.2: behind another router",
                    new BehindAnotherRouter());

    /** Slow over HTTP. */
    public static final Quirk SLOW =
            new Quirk("slow", "", "every HTTP answer comes 700 ms late", new SlowAnswers());

    /** Found over SSDP, silent over HTTP. */
    public static final Quirk MUTE =
            new Quirk(
                    "mute",
                    "",
                    "accepts HTTP connections and never answers; SSDP works",
                    new NoAnswers());

    static final List<Quirk> ALL = List.of(NO_GATEWAY, DISCONNECTED, PRIVATE_ADDRESS, SLOW, MUTE);

    private LineQuirks() {}
}
