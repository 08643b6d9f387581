package org.postern.port.keeper.engine;

import org.postern.api.gateway.MappingRequest;

/**
 * Which external port is tried for a kept port on one router: the asked one, or where any will do
 * others when that is taken. Used by the keeper's thread.
 */
final class WantedPort {
    /** So many are tried in a row. */
    private static final int MOST = 8;

    /** The ports that nobody is assigned (RFC 6335 section 6). */
    private static final int FIRST_DYNAMIC = 49152;

    private final MappingRequest asked;
    private final Places places;
    private final Jitter jitter;
    private int port;
    private int tried;

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
        tried = 0;
    }

    /** Goes on to another one; false where only the asked one will do, or too many were tried. */
    boolean next() {
        if (!asked.anyPort() || tried >= MOST) {
            tried = 0;
            return false;
        }
        tried++;
        port = another();
        return true;
    }

    /** The asked one first, when the one of before is not free any more. */
    private int another() {
        if (tried == 1 && port != asked.externalPort()) {
            return asked.externalPort();
        }
        int other = port;
        for (int tries = 0; tries < MOST && !isAnother(other); tries++) {
            other = FIRST_DYNAMIC + (int) (jitter.next() * (65536 - FIRST_DYNAMIC));
        }
        return other;
    }

    private boolean isAnother(int other) {
        return other != port && places.isFree(new PortKey(asked.protocol(), other));
    }
}
