// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.pxp;

import java.net.InetAddress;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The pinholes of the IPv6 firewall. They exist in answers only: nothing is forwarded. Safe for all
 * threads.
 */
final class PinholeTable {
    private record Place(InetAddress client, int protocol, int internalPort) {
        static Place of(ReceivedMap request) {
            return new Place(request.client(), request.protocol(), request.internalPort());
        }
    }

    private record Pinhole(String nonce, Instant expires) {}

    private final Map<Place, Pinhole> held = new HashMap<>();
    private final Clock clock;

    PinholeTable(Clock clock) {
        this.clock = clock;
    }

    /** Opens, renews or closes a pinhole; its external port is the internal one. */
    synchronized SentMap map(ReceivedMap request) {
        held.values().removeIf(pinhole -> !pinhole.expires().isAfter(clock.instant()));
        if (request.internalPort() == 0) {
            return SentMap.refusal(SentResult.MALFORMED_REQUEST, request, request.client());
        }
        Optional<Pinhole> present = Optional.ofNullable(held.get(Place.of(request)));
        if (present.filter(other -> !other.nonce().equals(request.nonce())).isPresent()) {
            return SentMap.refusal(SentResult.NOT_AUTHORIZED, request, request.client());
        }
        if (request.deletes()) {
            held.remove(Place.of(request));
            return SentMap.success(0, request.suggestedPort(), request.client());
        }
        held.put(
                Place.of(request),
                new Pinhole(
                        request.nonce(), clock.instant().plusSeconds(request.grantedLifetime())));
        return SentMap.success(
                request.grantedLifetime(),
                // A renewal repeats what was suggested, even 0.
                present.isPresent() ? request.suggestedPort() : request.internalPort(),
                request.client());
    }
}
