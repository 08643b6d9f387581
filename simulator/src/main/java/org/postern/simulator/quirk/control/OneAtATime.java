// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.quirk.control;

import org.postern.simulator.quirk.RouterHook;
import org.postern.simulator.soap.ActionFault;
import org.postern.simulator.soap.ActionHandler;
import org.postern.simulator.soap.Arguments;

import java.net.InetAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/** Changes take a while; what else is to be changed meanwhile is confirmed and forgotten. */
public final class OneAtATime implements RouterHook {
    private static final Duration CHANGE_TAKES = Duration.ofMillis(150);

    @Override
    public Map<String, ActionHandler> actions(Map<String, ActionHandler> plain) {
        AtomicBoolean busy = new AtomicBoolean();
        Map<String, ActionHandler> changed = new HashMap<>(plain);
        for (String name : List.of("AddPortMapping", "DeletePortMapping")) {
            changed.computeIfPresent(
                    name, (key, handler) -> (a, caller) -> change(busy, handler, a, caller));
        }
        return changed;
    }

    private static List<String> change(
            AtomicBoolean busy, ActionHandler plain, Arguments arguments, InetAddress caller)
            throws ActionFault {
        if (!busy.compareAndSet(false, true)) {
            return List.of();
        }
        try {
            Thread.sleep(CHANGE_TAKES.toMillis());
            return plain.call(arguments, caller);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            return List.of();
        } finally {
            busy.set(false);
        }
    }
}
