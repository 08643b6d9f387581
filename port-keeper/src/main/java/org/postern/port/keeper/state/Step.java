// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.state;

import java.util.ArrayList;
import java.util.List;

/**
 * What follows from a signal.
 *
 * @param next the state that follows
 * @param effects to be done in this order
 */
public record Step(PortState next, List<Effect> effects) {
    /** Copies the effects. */
    public Step {
        effects = List.copyOf(effects);
    }

    static Step to(PortState next, Effect... effects) {
        return new Step(next, List.of(effects));
    }

    /** The same, with more done before. */
    Step after(List<Effect> first) {
        List<Effect> all = new ArrayList<>(first);
        all.addAll(effects);
        return new Step(next, all);
    }

    /** The same, with more done before. */
    Step after(Effect... first) {
        return after(List.of(first));
    }
}
