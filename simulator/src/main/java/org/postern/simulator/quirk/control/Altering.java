// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.quirk.control;

import org.postern.simulator.igd.Mapping;
import org.postern.simulator.quirk.RouterHook;

import java.util.function.UnaryOperator;

/**
 * Takes mappings otherwise than they were asked for, and says nothing.
 *
 * @param change what becomes of them
 */
public record Altering(UnaryOperator<Mapping> change) implements RouterHook {
    @Override
    public Mapping taken(Mapping asked) {
        return change.apply(asked);
    }
}
