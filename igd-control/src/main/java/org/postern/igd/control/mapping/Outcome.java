// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.mapping;

import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.PortMapping;

/** What came of one attempt to open a port, after a look at what the router holds there. */
sealed interface Outcome {
    /**
     * The router holds a mapping to the client at the port, as it was read back; it may lead to
     * another internal port than was asked for.
     */
    record Opened(PortMapping held) implements Outcome {}

    /** The router does not hold a mapping to the client at the port, or does not tell. */
    sealed interface Failed extends Outcome {
        GatewayException failure();
    }

    /** The router has no action that maps ports. */
    record Unsupported(GatewayException failure) implements Failed {}

    /** The router refused, with a UPnP code or zero, and nothing is seen at the port. */
    record Refused(int code, GatewayException failure) implements Failed {}

    /** The router refused, and another mapping is seen at the port. */
    record Occupied(PortMapping holder, GatewayException failure) implements Failed {}

    /**
     * The router refused, and shows a mapping to the same client and internal port at another
     * external port.
     */
    record MappedElsewhere(PortMapping held, GatewayException failure) implements Failed {}

    /** The router said success, but the port leads to another host than the client. */
    record Misdirected(GatewayException failure) implements Failed {}

    /** The router said success, but nothing stands at the port, as far as it tells. */
    record NotHeld(GatewayException failure) implements Failed {}

    /** No answer came, and the mapping is not seen. */
    record Unanswered(PortLookup lookup, GatewayException failure) implements Failed {}
}
