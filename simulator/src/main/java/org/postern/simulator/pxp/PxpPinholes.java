// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.pxp;

import org.postern.simulator.pinhole.FirewallPinhole;
import org.postern.simulator.pinhole.FirewallPinholes;

import java.util.Optional;

/** Opens, renews and closes pinholes over PCP. */
final class PxpPinholes {
    private final FirewallPinholes pinholes;
    private final PinholeRules rules;

    PxpPinholes(FirewallPinholes pinholes, PinholeRules rules) {
        this.pinholes = pinholes;
        this.rules = rules;
    }

    /** Answers a request; the external port is the internal one. */
    SentMap map(ReceivedMap request) {
        if (request.internalPort() == 0) {
            return SentMap.refusal(SentResult.MALFORMED_REQUEST, request, request.client());
        }
        return pinholes.atomically(() -> change(request));
    }

    private SentMap change(ReceivedMap request) {
        Optional<FirewallPinhole> present =
                pinholes.find(request.client(), request.protocol(), request.internalPort());
        if (present.filter(other -> !permits(request, other)).isPresent()) {
            return SentMap.refusal(SentResult.NOT_AUTHORIZED, request, request.client());
        }
        if (request.deletes()) {
            present.ifPresent(pinholes::remove);
            return SentMap.success(0, request.suggestedPort(), request.client());
        }
        if (present.isPresent() && !rules.renewable()) {
            return SentMap.refusal(SentResult.NO_RESOURCES, request, request.client());
        }
        pinholes.hold(
                request.client(),
                request.protocol(),
                request.internalPort(),
                request.nonce(),
                request.grantedLifetime());
        return SentMap.success(
                request.grantedLifetime(),
                externalPort(request, present.isPresent()),
                request.client());
    }

    private boolean permits(ReceivedMap request, FirewallPinhole present) {
        if (request.deletes()) {
            return request.nonce().equals(present.owner())
                    && !(present.renewed() && rules.keptOnceRenewed());
        }
        return rules.takenOver() || request.nonce().equals(present.owner());
    }

    /** A renewal repeats what was suggested, even 0. */
    private int externalPort(ReceivedMap request, boolean renewal) {
        if (!renewal) {
            return request.internalPort();
        }
        return rules.portCleared() ? 0 : request.suggestedPort();
    }
}
