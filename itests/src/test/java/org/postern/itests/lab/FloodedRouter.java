// SPDX-License-Identifier: Apache-2.0
package org.postern.itests.lab;

import org.postern.simulator.RouterConfig;
import org.postern.simulator.SimulatedRouter;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * The router of a keeper in a flood, on the loopback interface. Its word is how many ports are to
 * be open. Each line of its input is a command: {@code await} waits until they are; {@code stand
 * SECONDS} says the fewest that were open meanwhile; {@code restart} loses everything, comes back
 * on another HTTP port, announces that, and says after how many milliseconds its description was
 * read, and after how many all ports were open again.
 */
final class FloodedRouter {
    static final String UDN = "uuid:00000000-0000-4000-8000-000000001900";

    private static final String ADDRESS = "127.0.77.1";
    private static final long LOOK = Duration.ofMillis(5).toNanos();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** "A few hundred milliseconds" between sets of announcements, three at most (UDA 1.1, 1.2). */
    private static final long ANNOUNCED_AGAIN = Duration.ofMillis(300).toNanos();

    private static final int SETS = 3;

    private final AtomicLong asked = new AtomicLong();
    private final int ports;
    private final SimulatedRouter router;

    private FloodedRouter(int ports) throws IOException {
        this.ports = ports;
        router =
                SimulatedRouter.start(
                        RouterConfig.standard()
                                .withNetworkInterface(ADDRESS)
                                .withUdn(UDN)
                                .withIgdVersion(2),
                        Clock.systemUTC(),
                        this::saw);
    }

    /** Takes the number of ports. */
    public static void main(String[] words) throws IOException {
        FloodedRouter router = new FloodedRouter(Integer.parseInt(words[0]));
        System.out.println("ready");
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in));
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            String[] command = line.split(" ");
            System.out.println(
                    switch (command[0]) {
                        case "await" -> "held " + router.untilAllAreOpen(System.nanoTime(), 1);
                        case "stand" -> "stood " + router.fewest(Integer.parseInt(command[1]));
                        default -> "restarted " + router.restart();
                    });
        }
    }

    /** The description is read before anything else is asked. */
    private void saw(String line) {
        if (line.startsWith("GET ")) {
            asked.compareAndSet(0, System.nanoTime());
        }
    }

    private int fewest(int seconds) {
        long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
        int fewest = ports;
        while (System.nanoTime() < end) {
            fewest = Math.min(fewest, router.mappings().size());
            LockSupport.parkNanos(LOOK);
        }
        return fewest;
    }

    private String restart() throws IOException {
        router.crash();
        asked.set(0);
        long start = System.nanoTime();
        router.reboot(same -> same.withHttpPort(0));
        String open = untilAllAreOpen(start, SETS);
        return (asked.get() == 0 ? "never" : millis(asked.get() - start)) + " " + open;
    }

    /** The first set was announced at the start, the others are in the while. */
    private String untilAllAreOpen(long start, int sets) {
        int announced = 1;
        while (router.mappings().size() < ports) {
            long elapsed = System.nanoTime() - start;
            if (elapsed > PATIENCE.toNanos()) {
                return "never";
            }
            if (announced < sets && elapsed >= announced * ANNOUNCED_AGAIN) {
                router.announce();
                announced++;
            }
            LockSupport.parkNanos(LOOK);
        }
        return millis(System.nanoTime() - start);
    }

    private static String millis(long nanos) {
        return Long.toString(Duration.ofNanos(nanos).toMillis());
    }
}
