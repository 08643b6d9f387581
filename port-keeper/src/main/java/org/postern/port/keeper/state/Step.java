// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.state;

import java.util.ArrayList;
import java.util.List;

/** What follows from a signal; the effects are to be done in their order. */
public record Step(PortState next, List<Effect> effects) {
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

    Step after(Effect... first) {
        return after(List.of(first));
    }
}
