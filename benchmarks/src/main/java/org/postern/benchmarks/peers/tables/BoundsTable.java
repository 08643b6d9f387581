// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks.peers.tables;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Makes a Markdown table of what Postern is held to, and of whether a run's figures keep to it. */
final class BoundsTable {
    private static final String UPNPC = "upnpc";
    private static final String WEUPNP = "weupnp";

    /** Postern without PCP and NAT-PMP. */
    private static final String OVER_UPNP = "postern-upnp";

    /** The same while nothing disturbs it. */
    private static final String UNDISTURBED = "undisturbed";

    private static final double TENTH_MORE = 1.1;

    /** The default timeout of a search, and what a command may add. In microseconds. */
    private static final double TIMEOUT_AND_START = 2_300_000;

    /** jUPnP's own jar alone. */
    private static final double JUPNPS_SIZE = 710_790;

    /** What they were on 29 November 2026, PCP and NAT-PMP included. */
    private static final double HEAP = 1400 * 1024;

    private static final double HEAP_LISTENING = 1950 * 1024;

    private static final List<Bound> BOUNDS =
            List.of(
                    Bound.ratio(
                            "start to open port, Java program, beside weupnp",
                            "open-program",
                            WEUPNP,
                            1),
                    Bound.ratio(
                            "the same with an archive of classes", "open-archived", WEUPNP, 0.9),
                    Bound.ratio(
                            "`postern map` over UPnP, beside upnpc", "open-command", UPNPC, 0.15),
                    Bound.ratio(
                            "`postern map --duration 3600`, router with PCP, beside upnpc",
                            "pcp-command",
                            UPNPC,
                            0.1),
                    Bound.ratio(
                            "warm: search to usable gateway, beside weupnp", "search", WEUPNP, 1),
                    Bound.ratio("— over UPnP alone", "search", OVER_UPNP, WEUPNP, 1),
                    Bound.ratio(
                            "warm: address asked over UPnP, beside weupnp",
                            "question",
                            OVER_UPNP,
                            WEUPNP,
                            1),
                    Bound.ratio(
                            "warm: port opened and read back over UPnP, beside weupnp",
                            "mapping-read-back",
                            OVER_UPNP,
                            WEUPNP,
                            1),
                    Bound.ratio(
                            "— beside bare sockets",
                            "mapping-read-back",
                            OVER_UPNP,
                            "bare-" + OVER_UPNP,
                            TENTH_MORE),
                    Bound.figure(
                            "no gateway: `postern map` has ended",
                            "nobody-command",
                            Unit.MILLISECONDS,
                            TIMEOUT_AND_START),
                    Bound.ratio(
                            "`postern map` with a second network, beside one network",
                            "aside-command",
                            UNDISTURBED,
                            TENTH_MORE),
                    Bound.ratio(
                            "Java program with a second network, beside one network",
                            "aside-program",
                            UNDISTURBED,
                            TENTH_MORE),
                    Bound.ratio(
                            "`postern map` with twenty responders that hang, beside none",
                            "crowd-command",
                            UNDISTURBED,
                            TENTH_MORE),
                    Bound.ratio(
                            "Java program with twenty responders that hang, beside none",
                            "crowd-program",
                            UNDISTURBED,
                            TENTH_MORE),
                    Bound.figure("core jars together", "size-core", Unit.KILOBYTES, JUPNPS_SIZE),
                    Bound.figure("threads when idle", "threads", Unit.COUNT, 4),
                    Bound.figure("heap when idle", "heap", Unit.KILOBYTES, HEAP),
                    Bound.figure("threads while it listens", "threads-listening", Unit.COUNT, 6),
                    Bound.figure(
                            "heap while it listens",
                            "heap-listening",
                            Unit.KILOBYTES,
                            HEAP_LISTENING),
                    Bound.figure(
                            "warm: the router's answer to gateway known",
                            "answer",
                            Unit.MILLISECONDS,
                            20_000),
                    Bound.twiceBare("PCP, warm: port opened on a known router", "pcp-call"),
                    Bound.twiceBare("PCP, warm: router found and port opened", "pcp-way"),
                    Bound.ratio("— beside the same over UPnP", "pcp-way", "upnp", 0.1),
                    Bound.ratio(
                            "— beside portmapper, which is given the router's address",
                            "pcp-way",
                            "portmapper",
                            0.05),
                    Bound.ratio(
                            "PCP: `postern map --duration 3600`, beside `--control upnp`",
                            "pcp-command",
                            "upnp",
                            0.8),
                    Bound.ratio("the same on a router without PCP", "no-pcp-command", "upnp", 1),
                    Bound.ratio(
                            "no PCP, warm: router found, beside UPnP alone",
                            "no-pcp-search",
                            "upnp",
                            1),
                    Bound.figure(
                            "no PCP, warm: search over PCP has failed",
                            "pcp-refused",
                            Unit.MILLISECONDS,
                            5_000),
                    Bound.figure(
                            "PCP: 200 kept ports after an announcement, first to last open again",
                            "pcp-restored",
                            Unit.MILLISECONDS,
                            500_000),
                    Bound.more(
                            "PCP: threads more than without its bundle",
                            "pcp-threads",
                            "without",
                            1),
                    Bound.figure("PCP: size of its bundle", "size-pcp", Unit.KILOBYTES, 90 * 1024));

    private static final String HEAD =
            """
            | what Postern is held to | measured | bound | kept |
            |---|---|---|---|
            """;

    private final Measurements all;

    BoundsTable(Measurements all) {
        this.all = all;
    }

    String markdown() {
        return BOUNDS.stream()
                .map(bound -> bound.row(all))
                .flatMap(Optional::stream)
                .collect(Collectors.joining("\n", HEAD, "\n"));
    }
}
