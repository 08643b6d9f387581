// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.engine;

import org.postern.api.gateway.MappingRequest;
import org.postern.port.keeper.internal.timing.Jitter;

import java.util.HashSet;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Which external port is tried for a kept port on one router: the asked one, or where any will do
 * others when that is taken. Used by the keeper's thread.
 */
final class WantedPort {
    /** First the neighbours, which are easy to remember: past a few games of the same kind. */
    private static final int NEIGHBOURS = 8;

    /** Then ports that nobody is assigned (RFC 6335 section 6). */
    private static final int OTHERS = 8;

    private static final int FIRST_DYNAMIC = 49152;

    /** Routers keep the ports below for themselves (quirk A19): 8080 is tried for 80. */
    private static final int FIRST_FREE = 1024;

    private final MappingRequest asked;
    private final Places places;
    private final Jitter jitter;
    private int port;
    private final Set<Integer> tried = new HashSet<>();

    WantedPort(MappingRequest asked, int first, Places places, Jitter jitter) {
        this.asked = asked;
        this.port = first;
        this.places = places;
        this.jitter = jitter;
    }

    PortKey key() {
        return new PortKey(asked.protocol(), port);
    }

    /** The request as it is made of the router. */
    MappingRequest request() {
        return new MappingRequest(
                asked.protocol(),
                port,
                asked.effectiveInternalPort(),
                asked.description(),
                asked.lease(),
                asked.anyPort());
    }

    /** It is held, perhaps another than was tried. */
    void is(int held) {
        port = held;
        tried.clear();
    }

    /** Goes on to another one; false where only the asked one will do, or enough were tried. */
    boolean next() {
        tried.add(port);
        OptionalInt other = asked.anyPort() ? another() : OptionalInt.empty();
        if (other.isEmpty()) {
            tried.clear();
            return false;
        }
        port = other.getAsInt();
        return true;
    }

    private OptionalInt another() {
        int own = asked.externalPort();
        int first = own < FIRST_FREE ? 8000 + own : own + 1;
        // The asked one may be free again where another was held before.
        return IntStream.concat(
                        IntStream.concat(
                                IntStream.of(own), IntStream.range(first, first + NEIGHBOURS)),
                        IntStream.generate(this::random)
                                .limit(Math.max(0, NEIGHBOURS + OTHERS + 1 - tried.size())))
                .filter(each -> each <= 65535 && !tried.contains(each))
                .filter(each -> places.isFree(new PortKey(asked.protocol(), each)))
                .findFirst();
    }

    private int random() {
        return FIRST_DYNAMIC + (int) (jitter.next() * (65536 - FIRST_DYNAMIC));
    }
}
