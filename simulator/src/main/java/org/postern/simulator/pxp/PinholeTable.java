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

    private record Pinhole(String nonce, Instant expires, boolean renewed) {}

    private final Map<Place, Pinhole> held = new HashMap<>();
    private final PinholeRules rules;
    private final Clock clock;

    PinholeTable(PinholeRules rules, Clock clock) {
        this.rules = rules;
        this.clock = clock;
    }

    /** Opens, renews or closes a pinhole; its external port is the internal one. */
    synchronized SentMap map(ReceivedMap request) {
        held.values().removeIf(pinhole -> !pinhole.expires().isAfter(clock.instant()));
        if (request.internalPort() == 0) {
            return SentMap.refusal(SentResult.MALFORMED_REQUEST, request, request.client());
        }
        Optional<Pinhole> present = Optional.ofNullable(held.get(Place.of(request)));
        if (present.filter(other -> !permits(request, other)).isPresent()) {
            return SentMap.refusal(SentResult.NOT_AUTHORIZED, request, request.client());
        }
        if (request.deletes()) {
            held.remove(Place.of(request));
            return SentMap.success(0, request.suggestedPort(), request.client());
        }
        if (present.isPresent() && !rules.renewable()) {
            return SentMap.refusal(SentResult.NO_RESOURCES, request, request.client());
        }
        long lifetime = request.grantedLifetime();
        Instant expires = clock.instant().plusSeconds(lifetime);
        held.put(Place.of(request), new Pinhole(request.nonce(), expires, present.isPresent()));
        return SentMap.success(
                lifetime, externalPort(request, present.isPresent()), request.client());
    }

    private boolean permits(ReceivedMap request, Pinhole present) {
        if (request.deletes()) {
            return request.nonce().equals(present.nonce())
                    && !(present.renewed() && rules.keptOnceRenewed());
        }
        return rules.takenOver() || request.nonce().equals(present.nonce());
    }

    /** A renewal repeats what was suggested, even 0. */
    private int externalPort(ReceivedMap request, boolean renewal) {
        if (!renewal) {
            return request.internalPort();
        }
        return rules.portCleared() ? 0 : request.suggestedPort();
    }
}
