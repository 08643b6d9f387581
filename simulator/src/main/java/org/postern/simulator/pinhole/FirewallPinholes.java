// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.pinhole;

import java.net.InetAddress;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The pinholes that are held. They exist in answers only: nothing is forwarded. All state is guarded
 * by this object's lock; expired ones are removed before anything is read or changed.
 */
public final class FirewallPinholes {
    private final List<FirewallPinhole> held = new ArrayList<>();
    private final Clock clock;
    private int lastId;

    public FirewallPinholes(Clock clock) {
        this.clock = clock;
    }

    /** Those held now, in the order they were opened. */
    public synchronized List<FirewallPinhole> all() {
        Instant now = clock.instant();
        held.removeIf(pinhole -> !pinhole.expires().isAfter(now));
        return List.copyOf(held);
    }

    public Optional<FirewallPinhole> find(InetAddress client, int protocol, int internalPort) {
        return all().stream()
                .filter(pinhole -> pinhole.leadsTo(client, protocol, internalPort))
                .findFirst();
    }

    Optional<FirewallPinhole> find(long id) {
        return all().stream().filter(pinhole -> pinhole.id() == id).findFirst();
    }

    /** Opens a pinhole, or renews the one that there is, and returns it. */
    public synchronized FirewallPinhole hold(
            InetAddress client, int protocol, int internalPort, String owner, long seconds) {
        Instant expires = clock.instant().plusSeconds(seconds);
        Optional<FirewallPinhole> present = find(client, protocol, internalPort);
        if (present.isPresent()) {
            FirewallPinhole renewed = present.get().renewed(owner, expires);
            held.set(held.indexOf(present.get()), renewed);
            return renewed;
        }
        lastId++;
        FirewallPinhole opened =
                new FirewallPinhole(lastId, client, protocol, internalPort, owner, expires, false);
        held.add(opened);
        return opened;
    }

    public synchronized void remove(FirewallPinhole pinhole) {
        held.remove(pinhole);
    }

    /** Makes several changes with no other between them. */
    public synchronized <T> T atomically(Supplier<T> change) {
        return change.get();
    }
}
