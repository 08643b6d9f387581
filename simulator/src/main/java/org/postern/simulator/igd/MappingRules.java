// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.igd;

import org.postern.simulator.forward.Transport;
import org.postern.simulator.soap.ActionFault;

/** What a router makes of mappings beyond what the standard says. */
public interface MappingRules {
    /** Refuses a mapping that the router dislikes. */
    default void check(Wish wish) throws ActionFault {}

    /** A mapping as the router takes it. */
    default Mapping taken(Mapping asked) {
        return asked;
    }

    /** Whether taking one silently ends another, of another port or protocol. */
    default boolean ends(Mapping taken, Mapping held) {
        return false;
    }

    /** Whether an external port belongs to a client that no list shows. */
    default boolean heldByAnother(Transport transport, int externalPort) {
        return false;
    }
}
