// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.mapping;

import org.postern.api.gateway.Advice;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.Protocol;
import org.postern.api.gateway.Reason;
import org.postern.igd.control.calls.ControlSession;
import org.postern.igd.control.calls.MappingCodec;
import org.postern.igd.control.table.Listing;
import org.postern.igd.control.table.TableReader;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Closes the mappings of this machine in a range of ports, and nobody else's.
 *
 * <p>DeletePortMappingRange of IGD:2 (WANIPConnection:2 section 2.5.18) is trusted with unbroken
 * runs of our own ports only: miniupnpd 2.3.1, asked by one client for what that client manages
 * (NewManage 0), deletes the mappings of every client in the range. It also crashes when there are
 * more than 128 of them, so that runs are short (both seen in the router lab).
 */
public final class RangeCloser {
    private static final int LONGEST_RUN = 64;

    private final ControlSession session;
    private final AttemptLog log;

    /** A closer for one call, which changes mappings. */
    public RangeCloser(ControlSession session) {
        this.session = session;
        this.log = new AttemptLog(session, "DeletePortMappingRange");
    }

    /**
     * Closes them, and returns them by port. Fails with {@link Reason#NOT_FOUND} where this machine
     * has none there, else says what is still open.
     */
    public List<PortMapping> close(Protocol protocol, int firstPort, int lastPort)
            throws GatewayException, InterruptedException {
        List<PortMapping> seen = seen(protocol, firstPort, lastPort);
        List<PortMapping> ours = seen.stream().filter(this::isOurs).toList();
        if (ours.isEmpty()) {
            throw notFound(protocol, firstPort, lastPort, seen.size());
        }
        List<PortMapping> left = ours;
        boolean asked = session.hasVersion2() && closeRuns(runs(ours, seen));
        if (asked) {
            left = stillSeen(ours);
        }
        if (left.size() > 1) {
            left = afterDeleting(left, asked);
        }
        closeEach(ours, left);
        return ours;
    }

    /**
     * Deletes all before any is looked for: some routers show each for two seconds more (quirk A45).
     * Returns those that are still seen, or may be there.
     */
    private List<PortMapping> afterDeleting(List<PortMapping> left, boolean asked)
            throws InterruptedException {
        try {
            return deleteAll(left) || asked
                    ? LaterLooks.until(
                            session, List::isEmpty, stillSeen(left), () -> stillSeen(left))
                    : left;
        } catch (GatewayException e) {
            log.debug("not listed, so the ports are looked up one by one: " + e.getMessage());
            return left;
        }
    }

    /** Whether any was confirmed; the first refusal is for the one that explains it. */
    private boolean deleteAll(List<PortMapping> left) throws InterruptedException {
        boolean confirmed = false;
        for (PortMapping each : left) {
            try {
                session.delete(each.key(), "");
                confirmed = true;
            } catch (GatewayException e) {
                log.debug(each.key() + " is closed by itself: " + e.getMessage());
                return confirmed;
            }
        }
        return confirmed;
    }

    /** A list that does not end proves nothing. */
    private List<PortMapping> stillSeen(List<PortMapping> own)
            throws GatewayException, InterruptedException {
        Listing listing = new TableReader(session.half()).list();
        return own.stream()
                .filter(
                        each ->
                                !listing.complete()
                                        || listing.entries().stream()
                                                .filter(this::isOurs)
                                                .anyMatch(seen -> seen.key().equals(each.key())))
                .toList();
    }

    private List<PortMapping> seen(Protocol protocol, int firstPort, int lastPort)
            throws GatewayException, InterruptedException {
        // A table that does not end must leave time for closing.
        return new TableReader(session.half())
                .list().entries().stream()
                        .filter(each -> each.protocol() == protocol)
                        .filter(
                                each ->
                                        each.externalPort() >= firstPort
                                                && each.externalPort() <= lastPort)
                        .sorted(Comparator.comparingInt(PortMapping::externalPort))
                        .toList();
    }

    private boolean isOurs(PortMapping entry) {
        return entry.internalClient().equals(session.localAddress());
    }

    private static boolean holds(List<PortMapping> entries, int port) {
        return entries.stream().anyMatch(each -> each.externalPort() == port);
    }

    /** Unbroken runs of two and more ports at which only our own entries are seen. */
    private List<List<PortMapping>> runs(List<PortMapping> ours, List<PortMapping> seen) {
        List<PortMapping> others = seen.stream().filter(each -> !isOurs(each)).toList();
        List<List<PortMapping>> runs = new ArrayList<>();
        int lastPort = -1;
        for (PortMapping each : ours) {
            int port = each.externalPort();
            if (holds(others, port) || port == lastPort) {
                continue;
            }
            if (port != lastPort + 1 || runs.get(runs.size() - 1).size() >= LONGEST_RUN) {
                runs.add(new ArrayList<>());
            }
            runs.get(runs.size() - 1).add(each);
            lastPort = port;
        }
        runs.removeIf(run -> run.size() < 2);
        return runs;
    }

    /** Whether any was asked for; what a router refuses is closed one by one. */
    private boolean closeRuns(List<List<PortMapping>> runs) throws InterruptedException {
        for (List<PortMapping> run : runs) {
            try {
                session.change(
                        MappingCodec.deleteRange(
                                run.get(0).protocol(),
                                run.get(0).externalPort(),
                                run.get(run.size() - 1).externalPort()));
            } catch (GatewayException e) {
                log.debug("refused, so the ports are closed one by one: " + e.getMessage());
                return true;
            }
        }
        return !runs.isEmpty();
    }

    private void closeEach(List<PortMapping> ours, List<PortMapping> left)
            throws GatewayException, InterruptedException {
        List<PortMapping> open = new ArrayList<>(left);
        MappingCloser closer = new MappingCloser(session);
        for (PortMapping each : left) {
            try {
                closer.close(each.key());
            } catch (GatewayException e) {
                if (e.reason() != Reason.NOT_FOUND) {
                    throw halfDone(ours, open, e);
                }
            }
            open.remove(each);
        }
    }

    private static GatewayException halfDone(
            List<PortMapping> ours, List<PortMapping> open, GatewayException failure) {
        List<PortMapping> closed = new ArrayList<>(ours);
        closed.removeAll(open);
        return failure.reworded(
                failure.reason(),
                failure.getMessage()
                        + (closed.isEmpty() ? "" : " Closed before: " + ports(closed) + ".")
                        + " Still open: "
                        + ports(open)
                        + ".");
    }

    private static String ports(List<PortMapping> entries) {
        return entries.stream()
                .map(each -> String.valueOf(each.externalPort()))
                .collect(Collectors.joining(", "));
    }

    private GatewayException notFound(Protocol protocol, int firstPort, int lastPort, int others) {
        return new GatewayException(
                        Reason.NOT_FOUND,
                        session.router()
                                + " lists no mapping of this machine in the "
                                + protocol
                                + " ports "
                                + firstPort
                                + " to "
                                + lastPort
                                + (others == 0
                                        ? ""
                                        : ", only "
                                                + others
                                                + " of other clients, which are left alone")
                                + ".")
                .advising(Advice.LIST_MAPPINGS);
    }
}
