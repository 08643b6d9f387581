package org.postern.simulator;

import org.postern.simulator.quirk.BehindAnotherRouter;
import org.postern.simulator.quirk.LowPortsTaken;
import org.postern.simulator.quirk.NoAnswers;
import org.postern.simulator.quirk.NoConnectionService;
import org.postern.simulator.quirk.PermanentLeasesOnly;
import org.postern.simulator.quirk.RouterHook;
import org.postern.simulator.quirk.SlowAnswers;
import org.postern.simulator.quirk.WanDown;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Misbehaviour of real routers; several may be combined. */
public enum Quirk {
    /** Permanent leases only. */
    LEASE_725("refuses every lease above 0 with 725", new PermanentLeasesOnly()),
    /** Usual ports taken by a client that no list shows. */
    CONFLICT_718(
            "every external port below 50000 is held by another client, not listed: 718",
            new LowPortsTaken()),
    /** A root device of gateway type without a WAN connection service. */
    NO_GATEWAY(
            "calls itself a gateway, but has no WAN connection service", new NoConnectionService()),
    /** The line is down. */
    DISCONNECTED("WAN status Disconnected, external address 0.0.0.0", new WanDown()),
    /** Double NAT. */
    PRIVATE_ADDRESS("external address 10.0.0.2: behind another router", new BehindAnotherRouter()),
    /** Slow over HTTP. */
    SLOW("every HTTP answer comes 700 ms late", new SlowAnswers()),
    /** Found over SSDP, silent over HTTP. */
    MUTE("accepts HTTP connections and never answers; SSDP works", new NoAnswers());

    private final String summary;
    private final RouterHook hook;

    Quirk(String summary, RouterHook hook) {
        this.summary = summary;
        this.hook = hook;
    }

    /** The name on the command line, such as {@code lease-725}. */
    public String optionName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** One line for people. */
    public String summary() {
        return summary;
    }

    /** The quirk of that command-line name, in any case. */
    public static Optional<Quirk> named(String optionName) {
        return Stream.of(values())
                .filter(quirk -> quirk.optionName().equalsIgnoreCase(optionName))
                .findFirst();
    }

    RouterHook hook() {
        return hook;
    }
}
