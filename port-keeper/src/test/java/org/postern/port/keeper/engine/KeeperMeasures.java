package org.postern.port.keeper.engine;

import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.Protocol;
import org.postern.api.keeper.OpenPort;
import org.postern.api.keeper.PortListener;
import org.postern.api.keeper.PortPhase;
import org.postern.port.keeper.ledger.Ledger;

import java.time.Duration;
import java.util.Random;

/** Measures the keeper on a simulated clock, and prints a table. */
public final class KeeperMeasures {
    private static final int FIRST_PORT = 10_000;

    private final SimulatedLoop loop = new SimulatedLoop();
    private final ModelRouter router = new ModelRouter(loop, "192.168.1.1");
    private final ModelGateway gateway = router.gateway();
    private final Keeper keeper =
            new Keeper(
                    KeeperSettings.standard(),
                    Ledger.inMemory(),
                    loop,
                    loop.workers(),
                    new Random(42)::nextDouble);
    private int lost;

    private KeeperMeasures(int ports, Duration lease) throws GatewayException {
        router.logging = false;
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
                    new MappingRequest(Protocol.TCP, port, 0, "measured", lease, false),
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
            long heapGrowth,
            double realSeconds) {}

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
        keeper.added(gateway, World.state(World.ADDRESS, 0));
    }

    private int open() {
        return (int)
                keeper.ports().stream()
                        .filter(each -> each.status().phase() == PortPhase.OPEN)
                        .count();
    }

    static Week week(int ports, int days, boolean lists) {
        long began = System.nanoTime();
        KeeperMeasures it = with(ports, World.LEASE);
        it.router.lists = lists;
        it.comes();
        // All are open by then, at the faster pace.
        it.loop.advance(Duration.ofMinutes(30));
        it.router.rate.most();
        it.loop.advance(Duration.ofHours(23).plusMinutes(30));
        long before = heap();
        it.loop.advance(Duration.ofDays(days - 1));
        long after = heap();
        return new Week(
                ports,
                it.open(),
                it.router.lapses(),
                it.lost,
                it.router.rate.count(),
                it.router.rate.most(),
                it.router.mostRunning,
                after - before,
                (System.nanoTime() - began) / 1e9);
    }

    static Loss loss(int ports, Duration lease, double share, Duration time) {
        KeeperMeasures it = with(ports, lease);
        it.comes();
        it.loop.advance(Duration.ofSeconds(30));
        it.router.loss = share;
        it.loop.advance(time);
        return new Loss(it.router.lapses(), it.lost, it.router.calls, it.router.unanswered);
    }

    static Restart restart(int ports) {
        KeeperMeasures it = with(ports, World.LEASE);
        it.comes();
        while (it.open() < ports) {
            it.loop.advance(Duration.ofMinutes(1));
        }
        it.loop.advance(Duration.ofMinutes(10));
        it.router.rate.most();
        it.router.forgetAll();
        long began = it.loop.elapsed();
        it.keeper.changed(it.gateway, World.state(World.ADDRESS, 1));
        do {
            it.loop.advance(Duration.ofMillis(100));
        } while (it.router.ports().size() < ports || it.open() < ports);
        return new Restart((it.loop.elapsed() - began) / 1e9, it.router.rate.most());
    }

    private static long heap() {
        for (int round = 0; round < 3; round++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /**
     * Prints the table.
     *
     * @param args none
     */
    public static void main(String[] args) {
        Week week = week(10_000, 7, true);
        Week blind = week(3_000, 7, false);
        Loss loss = loss(100, Duration.ofSeconds(120), 0.3, Duration.ofMinutes(10));
        Restart small = restart(100);
        Restart large = restart(10_000);
        System.out.println("| measure | result |");
        System.out.println("|---|---|");
        row("10,000 ports for 7 days", text(week));
        row("3,000 ports for 7 days, router without a listing", text(blind));
        row(
                "30 % of all requests lost for 10 minutes, 100 ports, lease of 120 s",
                loss.lapses()
                        + " leases lapsed; "
                        + loss.unanswered()
                        + " requests of "
                        + loss.calls()
                        + " calls lost");
        row("100 ports after a restart", text(small));
        row("10,000 ports after a restart", text(large));
    }

    private static String text(Week week) {
        return String.format(
                "%d lapsed, %d open; %d requests, at most %d in a second, %d at once; heap %+.1f MB"
                        + " from day 1 to the last; %.0f s to compute",
                week.lapses(),
                week.open(),
                week.requests(),
                week.mostPerSecond(),
                week.mostAtOnce(),
                week.heapGrowth() / 1e6,
                week.realSeconds());
    }

    private static String text(Restart restart) {
        return String.format(
                "all open after %.1f s, at most %d requests in a second",
                restart.seconds(), restart.mostPerSecond());
    }

    private static void row(String measure, String result) {
        System.out.println("| " + measure + " | " + result + " |");
    }
}
