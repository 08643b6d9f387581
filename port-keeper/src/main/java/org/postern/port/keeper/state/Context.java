// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.state;

import org.postern.api.gateway.GatewayInfo;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.PortMapping;
import org.postern.port.keeper.internal.timing.Jitter;

import java.net.InetAddress;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/** What a state may know of its surroundings at the moment of a signal. */
public interface Context {
    /** Nanoseconds of the keeper's clock. */
    long now();

    /** For people, and for what outlives the process. */
    Instant wall();

    /** So that not all is done at the same moment. */
    Jitter jitter();

    /** The router as it is reached now. */
    GatewayInfo gateway();

    /** Whether the router shows single ports. */
    boolean canLook();

    /** Whether the ledger says that what a router shows is ours. */
    boolean isOurs(PortMapping found);

    /** Whether one of the places is just being closed. */
    boolean isClosing(Collection<PortKey> keys);

    /** Who keeps another port at one of the places. */
    Optional<String> keptFor(Collection<PortKey> keys);

    /** Whether no kept port has the place and it is not being closed. */
    boolean isFree(PortKey key);

    /** Whether a mapping for a client leads to this machine; some routers do not tell the client. */
    default boolean isHere(InetAddress client) {
        return client.isAnyLocalAddress() || client.equals(gateway().localAddress());
    }
}
