// SPDX-License-Identifier: Apache-2.0
package org.postern.itests.lab;

import com.sun.management.OperatingSystemMXBean;

import org.postern.api.discovery.Announcement;
import org.postern.api.discovery.AnnouncementListener;
import org.postern.api.discovery.DiscoveryStrategyProvider;
import org.postern.api.discovery.InterfaceChoice;
import org.postern.api.gateway.Watch;

import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;

/**
 * Listens to a flood with the built bundle, in a process of its own, until its standard input ends,
 * and says what that cost and how soon the router of {@link FloodSender} was heard in it.
 */
final class FloodedSource implements AnnouncementListener {
    private static final String REAL = "uuid:real-";

    /** The announcements that were heard, by the time of the first datagram. */
    private final List<Long> delays = new ArrayList<>();

    private long newest = Long.MIN_VALUE;
    private long told;

    private FloodedSource() {}

    @SuppressWarnings("try") // What listens is held to be closed.
    public static void main(String[] words) throws Exception {
        OperatingSystemMXBean system =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        FloodedSource listener = new FloodedSource();
        DiscoveryStrategyProvider provider =
                ServiceLoader.load(DiscoveryStrategyProvider.class).findFirst().orElseThrow();
        long started;
        long cpu;
        try (provider;
                Watch listening =
                        provider.announcementSources()
                                .get(0)
                                .listen(false, InterfaceChoice.named("lo"), listener)) {
            System.out.println("ready");
            started = System.nanoTime();
            cpu = system.getProcessCpuTime();
            System.in.transferTo(OutputStream.nullOutputStream());
            cpu = system.getProcessCpuTime() - cpu;
            started = System.nanoTime() - started;
            System.gc();
            listener.report(Duration.ofNanos(cpu), Duration.ofNanos(started));
        }
    }

    @Override
    public synchronized void heard(Announcement announcement) {
        told++;
        if (!announcement.usn().startsWith(REAL)) {
            return;
        }
        long began = Long.parseLong(announcement.usn().split("[-:]")[2]);
        if (began > newest) {
            newest = began;
            delays.add(System.nanoTime() - began);
        }
    }

    @Override
    public void failed(String reason) {
        System.err.println(reason);
    }

    private synchronized void report(Duration cpu, Duration time) {
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        delays.sort(null);
        System.out.printf(
                "%.1f s of processor in %.1f s (%.0f %% of a core), %.1f MB of heap after a"
                        + " collection%n%d statements told; router heard %d times, after %s%n",
                cpu.toMillis() / 1000.0,
                time.toMillis() / 1000.0,
                100.0 * cpu.toMillis() / time.toMillis(),
                heap / 1048576.0,
                told,
                delays.size(),
                delays.isEmpty()
                        ? "never"
                        : millis(delays.get(delays.size() / 2))
                                + " in the middle, "
                                + millis(delays.get(delays.size() - 1))
                                + " at worst");
    }

    private static String millis(long nanos) {
        return String.format("%.1f ms", nanos / 1e6);
    }
}
