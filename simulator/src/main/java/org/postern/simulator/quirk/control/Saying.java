// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.quirk.control;

import org.postern.simulator.igd.WanFacts;
import org.postern.simulator.quirk.RouterHook;

import java.util.function.UnaryOperator;

/**
 * Says something else about its connection than is true.
 *
 * @param change what is made of the truth
 */
public record Saying(UnaryOperator<WanFacts> change) implements RouterHook {
    /** Another external address, which may be anything. */
    public static Saying address(String text) {
        return new Saying(facts -> new WanFacts(facts.status(), text));
    }

    /** Another ConnectionStatus. */
    public static Saying status(String word) {
        return new Saying(facts -> new WanFacts(word, facts.externalAddress()));
    }

    @Override
    public WanFacts facts(WanFacts facts) {
        return change.apply(facts);
    }
}
