// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.state;

import org.postern.api.gateway.PortMapping;
import org.postern.api.keeper.PortPhase;

import java.util.Optional;

/**
 * The failed attempts since a port was last open. The phase is that of the public status:
 * {@code OPENING}, {@code TAKEN} or {@code REFUSED}. The failures are those in a row in this phase,
 * of which {@code unclear} may be refusals. The router does not permit to remove {@code former},
 * the keeper's mapping to a former address. If {@code answerLost}, the router may have opened
 * another number.
 */
public record Attempts(
        PortPhase phase,
        int failures,
        int unclear,
        Optional<PortMapping> former,
        boolean answerLost) {
    static final Attempts NONE = new Attempts(PortPhase.OPENING, 0, 0, Optional.empty(), false);

    /** One more failure; the counts begin anew with each phase. */
    Attempts failed(PortPhase next) {
        return phase == next
                ? new Attempts(next, failures + 1, unclear, former, answerLost)
                : new Attempts(next, 1, 0, former, answerLost);
    }

    Attempts unclear(int count) {
        return new Attempts(phase, failures, count, former, answerLost);
    }

    Attempts former(PortMapping mapping) {
        return new Attempts(phase, failures, unclear, Optional.of(mapping), answerLost);
    }

    Attempts answerLost(boolean lost) {
        return new Attempts(phase, failures, unclear, former, lost);
    }

    /** Whether a mapping at the port is the one to this machine's former address. */
    boolean isFormer(PortMapping found) {
        return former.filter(
                        each ->
                                each.key().equals(found.key())
                                        && each.internalClient().equals(found.internalClient())
                                        && each.internalPort() == found.internalPort())
                .isPresent();
    }
}
