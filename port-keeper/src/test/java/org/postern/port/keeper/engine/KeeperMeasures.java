// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.engine;

import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.Protocol;
import org.postern.api.keeper.KeepRequest;
import org.postern.api.keeper.OpenPort;
import org.postern.api.keeper.PortListener;
import org.postern.api.keeper.PortPhase;
import org.postern.port.keeper.kept.Origin;
import org.postern.port.keeper.ledger.MemoryLedger;
import org.postern.port.keeper.loop.SimulatedLoop;
import org.postern.port.keeper.router.RouterPace;
import org.postern.testkit.ModelGateway;
import org.postern.testkit.ModelRouter;

import java.time.Duration;
import java.util.Locale;
import java.util.Random;
import java.util.Set;

/** Measures the keeper on a simulated clock, and prints a table. */
public final class KeeperMeasures {
    /** Requests to one router. */
    static final int AT_ONCE = 2;

    /** What a collection leaves differs by as much, in bytes. */
    static final long FLAT = 8_000_000;

    private static final int FIRST_PORT = 10_000;

    private final SimulatedLoop loop = new SimulatedLoop();
    private final ModelRouter router = KeeperFixture.router(loop);
    private final ModelGateway gateway = KeeperFixture.gateway(router, "192.168.1.1");
    private final RequestRate rate = new RequestRate();
    private final Keeper keeper =
            new Keeper(
                    KeeperSettings.standard(),
                    new MemoryLedger(),
                    loop,
                    loop.workers(),
                    loop::execute,
                    each -> true,
                    new Random(42)::nextDouble);
    private int lost;

    private KeeperMeasures(int ports, Duration lease) throws GatewayException {
        router.line.logging = false;
        router.line.onRequest = () -> rate.add(loop.elapsed(), loop.past());
        PortListener listener =
                new PortListener() {
                    @Override
                    public void lost(OpenPort port, String reason) {
                        lost++;
                    }
                };
        keeper.start();
        for (int port = FIRST_PORT; port < FIRST_PORT + ports; port++) {
            keeper.keep(
                    KeepRequest.of(
                            new MappingRequest(
                                    Set.of(Protocol.TCP), port, 0, "measured", lease, false)),
                    listener,
                    new Origin("measure", true));
        }
    }

    /** Days with many ports. */
    record Week(
            int ports,
            int open,
            int lapses,
            int lost,
            long requests,
            int mostPerSecond,
            int mostAtOnce,
            long heapOnDayOne,
            long heapOnLastDay,
            double realSeconds) {
        long heapGrowth() {
            return heapOnLastDay - heapOnDayOne;
        }

        boolean keepsItsPromises() {
            return lapses == 0
                    && lost == 0
                    && open == ports
                    && mostPerSecond <= RouterPace.STEADY
                    && mostAtOnce <= AT_ONCE
                    && heapGrowth() < FLAT;
        }
    }

    /** Days with a restart that nothing tells of. */
    record Untold(Week week, int heldALeaseLater) {
        boolean keepsItsPromises() {
            return week.keepsItsPromises() && heldALeaseLater == week.ports();
        }
    }

    /** Time with losses. */
    record Loss(int lapses, int lost, long calls, long unanswered) {}

    /** A restart that forgets all. */
    record Restart(double seconds, int mostPerSecond) {}

    private static KeeperMeasures with(int ports, Duration lease) {
        try {
            return new KeeperMeasures(ports, lease);
        } catch (GatewayException e) {
            throw new IllegalStateException(e);
        }
    }

    private void comes() {
        keeper.added(gateway, KeeperFixture.state(KeeperFixture.ADDRESS, 0));
    }

    private int open() {
        return (int)
                keeper.ports().stream()
                        .filter(each -> each.status().phase() == PortPhase.OPEN)
                        .count();
    }

    static Week week(int ports, int days, boolean lists) {
        KeeperMeasures it = with(ports, KeeperFixture.LEASE);
        it.router.lists = lists;
        return it.week(days, () -> {});
    }

    /** As over PCP, at a router whose epoch goes on when it restarts, and that announces nothing. */
    static Untold untoldRestart(int ports, int days) {
        KeeperMeasures it = with(ports, KeeperFixture.LEASE);
        it.gateway.capabilities.clear();
        int[] held = new int[1];
        Week week =
                it.week(
                        days,
                        () -> {
                            it.router.forgetAll();
                            it.loop.advance(KeeperFixture.LEASE);
                            held[0] = it.router.ports().size();
                        });
        return new Untold(week, held[0]);
    }

    /** Something happens in the middle of the days after the first. */
    private Week week(int days, Runnable inTheMiddle) {
        long began = System.nanoTime();
        comes();
        // All are open by then, at the faster pace.
        loop.advance(Duration.ofMinutes(30));
        rate.most();
        loop.advance(Duration.ofHours(23).plusMinutes(30));
        long before = heap();
        Duration half = Duration.ofDays(days - 1).dividedBy(2);
        loop.advance(half);
        inTheMiddle.run();
        loop.advance(half);
        long after = heap();
        return new Week(
                keeper.ports().size(),
                open(),
                router.lapses(),
                lost,
                rate.count(),
                rate.most(),
                router.line.mostRunning(),
                before,
                after,
                (System.nanoTime() - began) / 1e9);
    }

    static Loss loss(int ports, Duration lease, double share, Duration time) {
        KeeperMeasures it = with(ports, lease);
        it.comes();
        it.loop.advance(Duration.ofSeconds(30));
        it.router.line.loss = share;
        it.loop.advance(time);
        return new Loss(
                it.router.lapses(),
                it.lost,
                it.router.line.callCount(),
                it.router.line.unanswered());
    }

    static Restart restart(int ports) {
        KeeperMeasures it = with(ports, KeeperFixture.LEASE);
        it.comes();
        while (it.open() < ports) {
            it.loop.advance(Duration.ofMinutes(1));
        }
        it.loop.advance(Duration.ofMinutes(10));
        it.rate.most();
        it.router.forgetAll();
        long began = it.loop.elapsed();
        it.keeper.changed(it.gateway, KeeperFixture.state(KeeperFixture.ADDRESS, 1));
        do {
            it.loop.advance(Duration.ofMillis(100));
        } while (it.router.ports().size() < ports || it.open() < ports);
        return new Restart((it.loop.elapsed() - began) / 1e9, it.rate.most());
    }

    private static long heap() {
        for (int round = 0; round < 3; round++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /**
     * Prints the table; ends with 1 where a promise is broken.
     *
     * @param args none
     */
    public static void main(String[] args) {
        System.out.println("| measure | measured | promised | kept |");
        System.out.println("|---|---|---|---|");
        boolean kept = shown(restart(100), 100, Duration.ofSeconds(10));
        kept &= shown(restart(10_000), 10_000, Duration.ofSeconds(450));
        kept &= shown(loss(100, Duration.ofSeconds(120), 0.3, Duration.ofMinutes(10)));
        kept &= shown(week(10_000, 7, true), "a router with a list");
        kept &= shown(week(10_000, 7, false), "a router without one");
        kept &= shown(untoldRestart(10_000, 7));
        if (!kept) {
            System.exit(1);
        }
    }

    private static boolean shown(Week week, String router) {
        return row(
                String.format(Locale.ROOT, "%,d ports on %s, 7 days", week.ports(), router),
                String.format(
                        Locale.ROOT,
                        "%d leases lapsed, %,d open; %,d requests, at most %d in any second and %d"
                                + " at once; heap %.1f MB on the first day, %.1f MB on the last;"
                                + " %.0f s of this machine's time",
                        week.lapses(),
                        week.open(),
                        week.requests(),
                        week.mostPerSecond(),
                        week.mostAtOnce(),
                        week.heapOnDayOne() / 1e6,
                        week.heapOnLastDay() / 1e6,
                        week.realSeconds()),
                "none lapses, at most 10 in a second and 2 at once, heap flat",
                week.keepsItsPromises());
    }

    private static boolean shown(Untold untold) {
        Week week = untold.week();
        return row(
                String.format(
                        Locale.ROOT,
                        "%,d ports on a router that shows nothing and restarts unnoticed, 7 days",
                        week.ports()),
                String.format(
                        Locale.ROOT,
                        "%d leases lapsed; %,d open an hour after the restart; %,d requests, at"
                                + " most %d in any second",
                        week.lapses(),
                        untold.heldALeaseLater(),
                        week.requests(),
                        week.mostPerSecond()),
                "none lapses, all open again within their lease of an hour",
                untold.keepsItsPromises());
    }

    private static boolean shown(Loss loss) {
        return row(
                "100 ports with leases of 120 s, 30 % of all requests without an answer for 10 min",
                String.format(
                        "%d leases lapsed; %d requests of %d calls lost",
                        loss.lapses(), loss.unanswered(), loss.calls()),
                "none lapses",
                loss.lapses() == 0 && loss.lost() == 0 && loss.unanswered() > 0);
    }

    private static boolean shown(Restart restart, int ports, Duration limit) {
        return row(
                String.format(Locale.ROOT, "%,d ports, the router restarts", ports),
                String.format(
                        Locale.ROOT,
                        "all open again %.1f s after its first answer, at most %d requests in any"
                                + " second",
                        restart.seconds(),
                        restart.mostPerSecond()),
                "within " + limit.toSeconds() + " s, at most 50 in a second",
                restart.seconds() <= limit.toSeconds()
                        && restart.mostPerSecond() <= RouterPace.RESTORING);
    }

    private static boolean row(String measure, String measured, String promised, boolean kept) {
        System.out.println(
                String.join(
                        " | ",
                        "| simulated clock: " + measure,
                        measured,
                        promised,
                        kept ? "yes |" : "**no** |"));
        return kept;
    }
}
