package org.postern.simulator.igd;

import org.postern.simulator.forward.Transport;
import org.postern.simulator.soap.ActionFault;

/** Further conditions that a router sets before it takes a mapping. */
public interface MappingRules {
    /** Refuses a mapping that the router dislikes. */
    default void check(Mapping asked) throws ActionFault {}

    /** Whether an external port belongs to a client that no list shows. */
    default boolean heldByAnother(Transport transport, int externalPort) {
        return false;
    }
}
