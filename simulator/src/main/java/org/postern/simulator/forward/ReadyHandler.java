// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.forward;

import java.nio.channels.SelectionKey;

/** Attached to a selection key; called on the selector thread when its channel is ready. */
@FunctionalInterface
interface ReadyHandler {
    void ready(SelectionKey key);
}
