// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.nexthop;

import org.postern.doctor.evidence.NextHop.Neighbour;
import org.postern.doctor.timing.Pause;
import org.postern.doctor.timing.TimeLimit;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * Tells whether somebody has an address of the local network over IPv4, E4 and E14, by what the
 * system knows from ARP. Blocks its caller; safe for several threads.
 */
public final class Neighbours {
    private final ArpTable table;
    private final Pause pause;
    private final Predicate<InetAddress> onLink;

    /** Takes a test of whether an address is in a network of this machine. */
    Neighbours(ArpTable table, Pause pause, Predicate<InetAddress> onLink) {
        this.table = table;
        this.pause = pause;
        this.onLink = onLink;
    }

    /** By the table of this machine. */
    public static Neighbours ofThisSystem() {
        return new Neighbours(SystemArpTable.ofThisSystem(), Thread::sleep, OwnNetworks::contain);
    }

    /**
     * Sends a datagram of one byte to a host, and waits three seconds at most for what ARP tells.
     *
     * @param host an address of IPv4
     * @param limit when it ends at the latest
     * @return not measured where the host is in no network of this machine and keeps silent, where
     *     the system does not tell; what is known by then on interrupt, whose status is kept
     */
    public Neighbour look(InetAddress host, TimeLimit limit) {
        boolean known = find(host, "").filter(ArpEntry::complete).isPresent();
        try (DiscardSocket socket = DiscardSocket.sendTo(host)) {
            return watch(host, "", !known, socket::isRefused, NeighbourTimeouts.ofHost(limit))
                    .neighbour();
        } catch (IOException e) {
            return Neighbour.NOT_MEASURED;
        }
    }

    /**
     * Waits for what ARP tells of a gateway to which something was sent.
     *
     * @param networkInterface the name of the interface towards it; empty where it is not known
     * @param heard whether it has answered or refused something, so that an entry is of now
     * @return what is known by then on interrupt, whose status is kept
     */
    NeighbourStatus watch(
            InetAddress gateway,
            String networkInterface,
            boolean heard,
            NeighbourTimeouts timeouts) {
        return watch(gateway, networkInterface, heard, () -> false, timeouts);
    }

    private NeighbourStatus watch(
            InetAddress host,
            String networkInterface,
            boolean fresh,
            BooleanSupplier refuses,
            NeighbourTimeouts timeouts) {
        boolean wasComplete = false;
        while (true) {
            Optional<ArpEntry> entry = find(host, networkInterface);
            if (refuses.getAsBoolean()) {
                return status(Neighbour.PRESENT, entry);
            } else if (entry.isEmpty() && isOver(timeouts)) {
                return unlisted(host, timeouts);
            } else if (entry.isPresent()) {
                Optional<NeighbourStatus> told = told(entry.get(), fresh, wasComplete, timeouts);
                if (told.isPresent()) {
                    return told.get();
                }
                wasComplete |= entry.get().complete();
            }
            if (!pause()) {
                return status(wasComplete ? Neighbour.PRESENT : Neighbour.NOT_MEASURED, entry);
            }
        }
    }

    /** Waits until it is worth another look; false on interrupt. */
    private boolean pause() {
        try {
            pause.millis(table.pollMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return !Thread.currentThread().isInterrupted();
    }

    /** An address that was asked for in vain is in the table of most systems. */
    private NeighbourStatus unlisted(InetAddress host, NeighbourTimeouts timeouts) {
        boolean asked = !table.listsAbsent() && onLink.test(host);
        return asked && timeouts.isUnanswered()
                ? NeighbourStatus.ABSENT
                : NeighbourStatus.NOT_MEASURED;
    }

    private boolean isOver(NeighbourTimeouts timeouts) {
        return (table.listsAbsent() ? timeouts.unlisted() : timeouts.asked()).isOver();
    }

    /** Empty while it may change. */
    private static Optional<NeighbourStatus> told(
            ArpEntry entry, boolean fresh, boolean wasComplete, NeighbourTimeouts timeouts) {
        Optional<ArpEntry> known = Optional.of(entry);
        if (entry.permanent()) {
            return Optional.of(status(Neighbour.NOT_MEASURED, known));
        } else if (entry.complete()) {
            return fresh || timeouts.stale().isOver()
                    ? Optional.of(status(Neighbour.PRESENT, known))
                    : Optional.empty();
        } else if (wasComplete || timeouts.isUnanswered()) {
            return Optional.of(NeighbourStatus.ABSENT);
        }
        return timeouts.asked().isOver()
                ? Optional.of(NeighbourStatus.NOT_MEASURED)
                : Optional.empty();
    }

    private static NeighbourStatus status(Neighbour neighbour, Optional<ArpEntry> entry) {
        return new NeighbourStatus(neighbour, entry.map(ArpEntry::hardwareAddress).orElse(""));
    }

    /** Empty where the table cannot be read, also on interrupt, whose status is kept. */
    private Optional<ArpEntry> find(InetAddress host, String networkInterface) {
        try {
            return table.read().stream()
                    .filter(each -> each.address().equals(host) && each.isOn(networkInterface))
                    // Of two interfaces that asked, one may have found the host.
                    .reduce((one, other) -> other.complete() ? other : one);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (IOException e) {
            System.getLogger(Neighbours.class.getName())
                    .log(Level.DEBUG, "Who is in the local network is unknown: " + e + ".");
            return Optional.empty();
        }
    }
}
