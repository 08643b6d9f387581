// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.state;

import org.postern.api.gateway.GatewayInfo;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.PortMapping;
import org.postern.port.keeper.internal.timing.Jitter;

import java.net.InetAddress;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalInt;

/** What transitions may use besides the state and the signal. */
public interface Context {
    /** Nanoseconds of the keeper's clock. */
    long now();

    /** The time of day, for sentences and the ledger. */
    Instant wall();

    /** Spreads retries and renewals over time. */
    Jitter jitter();

    /** The router as it is currently reached. */
    GatewayInfo gateway();

    /** Which leases the router is known to drop. */
    DroppedLeases leases();

    /** Whether the router is not known to confirm renewals in vain (quirk A48). */
    boolean extendsLeases();

    /** Whether a mapping is in the ledger as a permanent one. */
    boolean isPermanent(PortMapping found);

    /** Whether single ports can be looked up. */
    boolean canLook();

    /** Whether the ledger has a mapping that a router shows. */
    boolean isOurs(PortMapping found);

    /** Whether the ledger of another running instance of the keeper has a mapping. */
    boolean isOfAnotherInstance(PortMapping found);

    /** The port inside that the ledger of another running instance has for an external one. */
    OptionalInt keptByAnotherInstance(PortKey key);

    /** Whether one of the places is being closed. */
    boolean isClosing(Collection<PortKey> keys);

    /** The origin of another kept port at one of the places. */
    Optional<String> keptFor(Collection<PortKey> keys);

    /** Whether no kept port has the place and it is not being closed. */
    boolean isFree(PortKey key);

    /** Whether a mapping's client is this machine; some routers do not disclose it. */
    default boolean isHere(InetAddress client) {
        return client.isAnyLocalAddress() || client.equals(gateway().localAddress());
    }

    /** Whether a mapping's client is the requested one: this machine, unless a host is named. */
    default boolean leadsTo(MappingRequest asked, InetAddress client) {
        return asked.client()
                .map(each -> client.isAnyLocalAddress() || client.equals(each))
                .orElseGet(() -> isHere(client));
    }
}
