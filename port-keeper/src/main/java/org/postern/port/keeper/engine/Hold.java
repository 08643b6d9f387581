// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.engine;

import org.postern.api.gateway.PortMapping;

import java.time.Instant;

/**
 * A mapping that a router holds for a kept port.
 *
 * @param mapping as it was last looked at
 * @param term how long
 * @param since when it was opened
 */
record Hold(PortMapping mapping, Term term, Instant since) {
    Hold with(Term other) {
        return new Hold(mapping, other, since);
    }

    /** Whether a router's entry forwards to where it should; some do not tell the client. */
    boolean leadsTo(PortMapping found) {
        return found.internalPort() == mapping.internalPort()
                && (found.internalClient().equals(mapping.internalClient())
                        || found.internalClient().isAnyLocalAddress());
    }
}
