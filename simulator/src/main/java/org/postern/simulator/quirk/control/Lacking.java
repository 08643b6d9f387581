// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.quirk.control;

import org.postern.simulator.quirk.RouterHook;
import org.postern.simulator.soap.ActionHandler;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Describes some actions and does not have them: 401. */
public final class Lacking implements RouterHook {
    private final List<String> names;

    /** Without these. */
    public Lacking(String... names) {
        this.names = List.of(names);
    }

    @Override
    public Map<String, ActionHandler> actions(Map<String, ActionHandler> plain) {
        Map<String, ActionHandler> left = new HashMap<>(plain);
        left.keySet().removeAll(names);
        return left;
    }
}
