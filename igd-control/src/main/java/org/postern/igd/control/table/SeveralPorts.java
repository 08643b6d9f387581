// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.table;

import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.Protocol;
import org.postern.api.gateway.Reason;
import org.postern.igd.control.calls.ControlSession;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Looks several ports of one protocol up in one call. Used by one thread, once.
 *
 * <p>An IGD:2 router is asked for each run of near ports at once; of those that its list lacks the
 * last {@link #PROBES} are looked up singly. Only where one of them is there, or the list fails,
 * all of them are, and no further list is asked for. Other routers are asked for each port. Where
 * that look-up is broken, or finds neither any of the ports nor what is listed (quirk A27), the
 * table is read by index.
 */
final class SeveralPorts {
    /** From the end of a run, which a list that was cut off lacks. */
    static final int PROBES = 3;

    /**
     * Ports from the first to the last of a run. A range holds at most one entry for each of its
     * ports, whoever opened them: miniupnpd 2.3.1 lists 100 and crashes with 200 (see {@link
     * BulkListing}). All port numbers are 656 runs, so no more lists are read for any number of
     * ports.
     */
    private static final int WIDEST_RUN = 100;

    private final ControlSession session;
    private final Protocol protocol;
    private final SortedMap<Integer, PortMapping> held = new TreeMap<>();

    /** What the router would not tell of a port, and why. */
    private final Map<Integer, GatewayException> untold = new LinkedHashMap<>();

    /** Those of which nothing but the single look-up says that they are not there. */
    private final SortedSet<Integer> notFound = new TreeSet<>();

    private Optional<GatewayException> broken = Optional.empty();
    private boolean foundSingly;
    private boolean lists;

    SeveralPorts(ControlSession session, Protocol protocol) {
        this.session = session;
        this.protocol = protocol;
        this.lists = session.hasVersion2();
    }

    /** What the router holds, in the order of the ports. */
    List<PortMapping> find(SortedSet<Integer> ports) throws GatewayException, InterruptedException {
        for (SortedSet<Integer> run : runs(ports)) {
            if (lists && run.size() > 1) {
                lists = list(run);
            } else {
                lookUp(run);
            }
        }
        if (!untold.isEmpty() || !foundSingly && !notFound.isEmpty()) {
            seekInTable();
        }
        return List.copyOf(held.values());
    }

    /** Those that are near enough to each other to be asked for as one range, in order. */
    private static List<SortedSet<Integer>> runs(SortedSet<Integer> ports) {
        List<SortedSet<Integer>> runs = new ArrayList<>();
        SortedSet<Integer> run = new TreeSet<>();
        for (int port : ports) {
            if (run.isEmpty() || port - run.first() >= WIDEST_RUN) {
                run = new TreeSet<>();
                runs.add(run);
            }
            run.add(port);
        }
        return runs;
    }

    /** Whether the router's list of a run can be believed. */
    private boolean list(SortedSet<Integer> run) throws GatewayException, InterruptedException {
        Optional<List<PortMapping>> entries = listed(run.first(), run.last());
        entries.ifPresent(some -> take(some, run));
        List<Integer> lacking = new ArrayList<>(run);
        lacking.removeAll(held.keySet());
        int probed = entries.isPresent() ? Math.min(PROBES, lacking.size()) : 0;
        List<Integer> others = lacking.subList(0, lacking.size() - probed);
        List<Integer> probes = lacking.subList(others.size(), lacking.size());
        lookUp(probes);
        if (entries.isPresent() && probes.stream().noneMatch(held::containsKey)) {
            probes.forEach(notFound::remove);
            return true;
        }
        lookUp(others);
        return false;
    }

    private Optional<List<PortMapping>> listed(int firstPort, int lastPort)
            throws InterruptedException {
        try {
            // A list that never comes must leave time for the single look-ups.
            return new BulkListing(session.half()).list(protocol, firstPort, lastPort);
        } catch (GatewayException e) {
            return Optional.empty();
        }
    }

    private void lookUp(Iterable<Integer> ports) throws GatewayException, InterruptedException {
        for (int port : ports) {
            if (broken.isPresent()) {
                untold.put(port, broken.get());
            } else {
                lookUp(port);
            }
        }
    }

    private void lookUp(int port) throws GatewayException, InterruptedException {
        try {
            Optional<PortMapping> entry =
                    CheckedLookup.find(session, new PortKey(protocol, port), "");
            entry.ifPresentOrElse(found -> held.put(port, found), () -> notFound.add(port));
            foundSingly |= entry.isPresent();
        } catch (GatewayException e) {
            if (e.reason() == Reason.UNREACHABLE) {
                throw e;
            }
            untold.put(port, e);
            broken = Optional.of(e).filter(EntryLookup::isBroken);
        }
    }

    /** What the look-up did not tell, the table must; what it did not find, the table may. */
    private void seekInTable() throws GatewayException, InterruptedException {
        SortedSet<Integer> sought = new TreeSet<>(notFound);
        sought.addAll(untold.keySet());
        TableSearch search = new TableSearch(session, protocol, sought);
        if (untold.isEmpty()) {
            take(search.glance(), sought);
            return;
        }
        Listing listing = search.read();
        take(listing.entries(), sought);
        untold.keySet().removeAll(held.keySet());
        for (GatewayException refusal : untold.values()) {
            if (!EntryLookup.isBroken(refusal)) {
                throw refusal;
            }
            if (!listing.complete()) {
                throw EntryLookup.undecided(session);
            }
        }
    }

    /** Routers may list more than they were asked for; of two entries the one for any host. */
    private void take(List<PortMapping> entries, SortedSet<Integer> ports) {
        for (PortMapping each : entries) {
            int port = each.externalPort();
            if (each.protocol() == protocol
                    && ports.contains(port)
                    && (each.remoteHost().isEmpty() || !held.containsKey(port))) {
                held.put(port, each);
            }
        }
    }
}
