// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.engine;

import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.PortKey;
import org.postern.port.keeper.internal.timing.Jitter;

import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The external port that is held, or asked for, for a kept port on one router: the same for all its
 * protocols. Which one is taken instead of a refused one is the gateway's choice. But a gateway
 * overwrites what leads to this machine at the very port that it is asked for, and knows nothing of
 * what this keeper wants beside it: where something is seen there, another port is asked for. Used
 * by the keeper's thread.
 */
final class WantedPort {
    /** Ports that nobody is assigned (RFC 6335 section 6). */
    private static final int FIRST_DYNAMIC = 49152;

    private static final int LAST = 65535;

    /** So many are given a look in a row. */
    private static final int MOST = 4;

    private final MappingRequest asked;
    private final Places places;
    private final Jitter jitter;
    private int port;
    private List<PortKey> keys;
    private final Set<Integer> blocked = new HashSet<>();

    WantedPort(MappingRequest asked, int first, Places places, Jitter jitter) {
        this.asked = asked;
        this.port = first;
        this.keys = keysAt(first);
        this.places = places;
        this.jitter = jitter;
    }

    int port() {
        return port;
    }

    /** One for each protocol, TCP first. */
    List<PortKey> keys() {
        return keys;
    }

    private void set(int other) {
        port = other;
        keys = keysAt(other);
    }

    private List<PortKey> keysAt(int other) {
        return asked.protocols().stream().map(each -> new PortKey(each, other)).toList();
    }

    /** The request as it is made of the router. */
    MappingRequest request() {
        return new MappingRequest(
                asked.protocols(),
                port,
                asked.effectiveInternalPort(),
                asked.description(),
                asked.lease(),
                asked.acceptsOtherPort());
    }

    /** It is held. */
    void is(int held) {
        set(held);
        blocked.clear();
    }

    /** The gateway has taken another instead. */
    void moves(int other) {
        blocked.add(port);
        set(other);
    }

    /**
     * The port is not to be asked for: another one is, the user's own before its neighbour, and that
     * before one that was drawn.
     *
     * @return false where only the user's own will do, or enough are blocked; it is the user's own
     *     then
     */
    boolean leave() {
        blocked.add(port);
        OptionalInt other =
                !asked.acceptsOtherPort() || blocked.size() >= MOST
                        ? OptionalInt.empty()
                        : IntStream.of(asked.externalPort(), asked.externalPort() + 1, drawn())
                                .filter(each -> each <= LAST && !blocked.contains(each))
                                .filter(each -> keysAt(each).stream().allMatch(places::isFree))
                                .findFirst();
        if (other.isEmpty()) {
            is(asked.externalPort());
        } else {
            set(other.getAsInt());
        }
        return other.isPresent();
    }

    private int drawn() {
        return FIRST_DYNAMIC + (int) (jitter.next() * (LAST + 1 - FIRST_DYNAMIC));
    }
}
