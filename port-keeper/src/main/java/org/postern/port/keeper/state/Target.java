// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.state;

import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.PortKey;
import org.postern.port.keeper.internal.timing.Jitter;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * The external port that is held, or asked for, for a kept port on one router: the same for all its
 * protocols. Which one is taken instead of a refused one is the gateway's choice. But a gateway
 * overwrites what leads to the same client at the very port that it is asked for, and knows nothing
 * of what this keeper wants beside it: where something is seen there, another port is asked for. The
 * port is 1 to 65535; blocked ones are not to be asked for.
 */
public record Target(MappingRequest asked, int port, Set<Integer> blocked) {
    /** Ports without an assignment (RFC 6335 section 6). */
    private static final int FIRST_DYNAMIC = 49152;

    private static final int LAST = 65535;

    /** This many ports are looked up in a row. */
    private static final int MOST = 4;

    public Target {
        blocked = Set.copyOf(blocked);
    }

    /** A port where nothing is known to be in the way. */
    public static Target of(MappingRequest asked, int port) {
        return new Target(asked, port, Set.of());
    }

    /** One for each protocol, TCP first. */
    public List<PortKey> keys() {
        return keysAt(port);
    }

    private List<PortKey> keysAt(int other) {
        return asked.protocols().stream().map(each -> new PortKey(each, other)).toList();
    }

    /** The first of its keys: what it is sorted by. */
    public PortKey key() {
        return new PortKey(asked.protocols().iterator().next(), port);
    }

    /** The request as it is made of the router. */
    public MappingRequest request() {
        return new MappingRequest(
                asked.protocols(),
                port,
                asked.effectiveInternalPort(),
                asked.description(),
                asked.lease(),
                asked.acceptsOtherPort(),
                asked.client(),
                asked.controlProtocol());
    }

    /** The same, to be asked for with another lease. */
    public Target leased(Duration lease) {
        return new Target(asked.lease(lease), port, blocked);
    }

    Target held(int at) {
        return of(asked, at);
    }

    /** The gateway has taken another one instead. */
    Target moved(int to) {
        return new Target(asked, to, blocked(port));
    }

    private Set<Integer> blocked(int more) {
        Set<Integer> all = new HashSet<>(blocked);
        all.add(more);
        return all;
    }

    /**
     * The port to ask for instead of this one: the requested port before its neighbour, and that
     * before one that the jitter draws; none that another kept port has on this router. Empty if
     * only the requested port is accepted, or enough ports are blocked.
     */
    Optional<Target> next(Predicate<PortKey> isFree, Jitter jitter) {
        Set<Integer> all = blocked(port);
        if (!asked.acceptsOtherPort() || all.size() >= MOST) {
            return Optional.empty();
        }
        int drawn = FIRST_DYNAMIC + (int) (jitter.next() * (LAST + 1 - FIRST_DYNAMIC));
        return IntStream.of(asked.externalPort(), asked.externalPort() + 1, drawn)
                .filter(each -> each <= LAST && !all.contains(each))
                .filter(each -> keysAt(each).stream().allMatch(isFree))
                .mapToObj(each -> new Target(asked, each, all))
                .findFirst();
    }

    /** Starts again with the requested port. */
    Target again() {
        return of(asked, asked.externalPort());
    }
}
