// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.quirk.event;

import org.postern.simulator.event.Notice;
import org.postern.simulator.quirk.RouterHook;

import java.util.function.UnaryOperator;

/**
 * Sends events in its own way.
 *
 * @param change what becomes of a proper one
 */
public record Noticing(UnaryOperator<Notice> change) implements RouterHook {
    @Override
    public Notice notice(Notice notice) {
        return change.apply(notice);
    }
}
