// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.nexthop;

import org.postern.doctor.evidence.PortAnswer;
import org.postern.doctor.timing.TimeLimit;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Connects to the TCP ports of gateways at which routers usually have pages, names or descriptions,
 * E6: to all at once, and nothing is sent over a connection. Runs in the thread of its caller.
 */
public final class TcpProbe {
    /**
     * Of pages, of names, and of the descriptions of known routers: miniupnpd (5000 and 2189),
     * FRITZ!Box (49000), the Linux SDK (49152), Netgear (1900 and 5431), Huawei (8080).
     */
    static final List<Integer> PORTS =
            List.of(80, 443, 53, 5000, 49_000, 49_152, 1900, 2189, 5431, 8080);

    /** In a local network answers take milliseconds, or one second where a SYN was lost. */
    private static final Duration TIME = Duration.ofMillis(1200);

    private final List<TcpAttempt> attempts = new ArrayList<>();

    private TcpProbe() {}

    /**
     * Connects to all gateways at once. Ends as soon as each port has told something, after 1.2
     * seconds, at the limit, and at once on interrupt, whose status is kept.
     *
     * @param gateways those that may be asked
     * @param limit when it ends at the latest
     * @return what each gateway met; of a port that was not awaited to the end, nothing
     */
    public static Map<InetAddress, Map<Integer, PortAnswer>> connect(
            Collection<InetAddress> gateways, TimeLimit limit) {
        return connect(gateways, PORTS, limit.atMost(TIME));
    }

    /**
     * Connects to some ports of hosts, in the same way.
     *
     * @param gateways those that may be asked
     * @param ports 1..65535
     * @param limit when it ends at the latest
     * @return what each met; of a port that was not awaited to the end, nothing
     */
    public static Map<InetAddress, Map<Integer, PortAnswer>> connect(
            Collection<InetAddress> gateways, List<Integer> ports, TimeLimit limit) {
        TcpProbe probe = new TcpProbe();
        boolean awaited = false;
        try (Selector selector = Selector.open()) {
            for (InetAddress gateway : gateways) {
                for (int port : ports) {
                    probe.attempts.add(
                            TcpAttempt.start(new InetSocketAddress(gateway, port), selector));
                }
            }
            awaited = probe.await(selector, limit);
        } catch (IOException e) {
            System.getLogger(TcpProbe.class.getName())
                    .log(Level.DEBUG, "The default gateways could not be asked: " + e + ".");
        } finally {
            probe.attempts.forEach(TcpAttempt::close);
        }
        return probe.answers(awaited);
    }

    /** False where an interrupt came first. */
    private boolean await(Selector selector, TimeLimit limit) throws IOException {
        while (attempts.stream().anyMatch(TcpAttempt::isPending) && !limit.isOver()) {
            // A time of 0 would have no end.
            selector.select(
                    key -> ((TcpAttempt) key.attachment()).finish(),
                    Math.max(1, limit.leftMillis()));
            if (Thread.currentThread().isInterrupted()) {
                return false;
            }
        }
        return true;
    }

    /** Silence counts only where it was awaited. */
    private Map<InetAddress, Map<Integer, PortAnswer>> answers(boolean awaited) {
        Map<InetAddress, Map<Integer, PortAnswer>> answers = new LinkedHashMap<>();
        for (TcpAttempt each : attempts) {
            if (awaited || !each.isPending()) {
                answers.computeIfAbsent(each.port().getAddress(), key -> new TreeMap<>())
                        .put(each.port().getPort(), each.answer());
            }
        }
        return answers;
    }
}
