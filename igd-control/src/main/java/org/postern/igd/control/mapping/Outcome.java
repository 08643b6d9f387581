// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.mapping;

import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.PortMapping;

/** What came of one attempt to open a port, after a look at what the router holds there. */
sealed interface Outcome {
    /**
     * The router holds a mapping of this machine at the port.
     *
     * @param held as it was read back; may lead to another internal port than was asked for
     */
    record Opened(PortMapping held) implements Outcome {}

    /** The router does not hold a mapping of this machine at the port, or does not tell. */
    sealed interface Failed extends Outcome {
        GatewayException failure();
    }

    /**
     * The router refused, and nothing is seen at the port.
     *
     * @param code of UPnP; zero where the refusal has none
     * @param failure the refusal
     */
    record Refused(int code, GatewayException failure) implements Failed {}

    /**
     * The router refused, and another mapping is seen at the port.
     *
     * @param holder the other mapping
     * @param failure the refusal
     */
    record Occupied(PortMapping holder, GatewayException failure) implements Failed {}

    /**
     * The router said success, but the port leads to another machine.
     *
     * @param failure says so
     */
    record Misdirected(GatewayException failure) implements Failed {}

    /**
     * No answer came, and the mapping is not seen.
     *
     * @param lookup what the router told of the port
     * @param failure the missing answer
     */
    record Unanswered(PortLookup lookup, GatewayException failure) implements Failed {}
}
