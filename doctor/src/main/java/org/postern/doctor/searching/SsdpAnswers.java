// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.searching;

import org.postern.api.discovery.Advertisement;
import org.postern.api.discovery.DiscoveryStrategy;
import org.postern.api.discovery.InterfaceChoice;
import org.postern.api.discovery.Search;
import org.postern.api.discovery.SearchListener;
import org.postern.api.discovery.SearchRequest;
import org.postern.doctor.evidence.Searching.SearchAnswer;

import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/** Who answers searches over SSDP, E8. Safe for several threads. */
final class SsdpAnswers implements SearchListener, AutoCloseable {
    /** A router that does not know itself as one of these may still answer as a device. */
    private static final List<String> TARGETS =
            List.of(
                    "urn:schemas-upnp-org:device:InternetGatewayDevice:1",
                    "urn:schemas-upnp-org:device:InternetGatewayDevice:2",
                    "upnp:rootdevice",
                    "ssdp:all");

    private static final List<String> GATEWAYS =
            List.of("InternetGatewayDevice", "WANIPConnection", "WANPPPConnection");

    /** By which devices answer within a second, as they do when other calls search. */
    private static final Duration SPREAD = Duration.ofSeconds(2);

    /** UDA 1.1 section 1.3.2. */
    private static final int TTL = 2;

    private static final String ONE_MORE_INTERFACE = "interface-";
    private static final int MAX_ANSWERS = 256;

    /** Beyond these, for the first answer of each further sender. */
    private static final int MAX_NEWCOMERS = 256;

    /** A box has a handful of descriptions (quirk S4); one sender must not hide the others. */
    private static final int MAX_PER_SENDER = 16;

    private static final System.Logger LOG = System.getLogger(SsdpAnswers.class.getName());

    private record Key(InetAddress sender, URI location, boolean unicast) {}

    private final LongSupplier nanoTime;
    private final Runnable changed;
    private final long startNanos;
    private final List<Search> searches = new ArrayList<>();

    /** Guarded by this. */
    private final Map<Key, SearchAnswer> answers = new LinkedHashMap<>();

    /** The time of the answers counts from now on. */
    SsdpAnswers(LongSupplier nanoTime, Runnable changed) {
        this.nanoTime = nanoTime;
        this.changed = changed;
        this.startNanos = nanoTime.getAsLong();
    }

    /** Asks, until this is closed. */
    void start(List<DiscoveryStrategy> strategies, InterfaceChoice where) {
        SearchRequest request = new SearchRequest(TARGETS, SPREAD, TTL, 0, false, where);
        for (DiscoveryStrategy each : strategies) {
            try {
                searches.add(each.search(request, this));
            } catch (RuntimeException | LinkageError e) {
                // Anybody can bring a strategy; a broken one must not stop the others.
                LOG.log(
                        Level.WARNING,
                        "Discovery strategy " + each.getClass().getName() + " failed: " + e);
            }
        }
    }

    @Override
    public void found(Advertisement said) {
        long millis = Duration.ofNanos(nanoTime.getAsLong() - startNanos).toMillis();
        Key key = new Key(said.sender(), said.location(), isUnicast(said.strategy()));
        boolean gateway = isGateway(said);
        synchronized (this) {
            SearchAnswer before = answers.get(key);
            if (before == null ? !hasRoom(said.sender()) : before.gateway() || !gateway) {
                return;
            }
            long first = before == null ? millis : before.afterMillis();
            answers.put(
                    key,
                    new SearchAnswer(
                            said.sender(), said.location(), first, key.unicast(), gateway));
        }
        changed.run();
    }

    private boolean hasRoom(InetAddress sender) {
        int ofSender = 0;
        for (Key each : answers.keySet()) {
            ofSender += each.sender().equals(sender) ? 1 : 0;
        }
        return ofSender == 0
                ? answers.size() < MAX_ANSWERS + MAX_NEWCOMERS
                : answers.size() < MAX_ANSWERS && ofSender < MAX_PER_SENDER;
    }

    private static boolean isUnicast(String strategy) {
        return !strategy.equals(DiscoveryStrategy.IPV4)
                && !strategy.equals(DiscoveryStrategy.IPV6)
                && !strategy.startsWith(ONE_MORE_INTERFACE);
    }

    private static boolean isGateway(Advertisement said) {
        for (String each : GATEWAYS) {
            if (said.searchTarget().contains(each) || said.usn().contains(each)) {
                return true;
            }
        }
        return false;
    }

    /** In the order in which they came. */
    synchronized List<SearchAnswer> all() {
        return List.copyOf(answers.values());
    }

    @Override
    public void close() {
        for (Search each : searches) {
            try {
                each.close();
            } catch (RuntimeException | LinkageError e) {
                LOG.log(Level.WARNING, "A discovery strategy failed to end its search: " + e);
            }
        }
        searches.clear();
    }
}
