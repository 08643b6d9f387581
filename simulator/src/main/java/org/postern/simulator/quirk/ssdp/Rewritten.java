// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.quirk.ssdp;

import org.postern.simulator.quirk.RouterHook;
import org.postern.simulator.ssdp.Datagram;

import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Writes every message in a way of its own. */
public final class Rewritten implements RouterHook {
    private final UnaryOperator<Datagram> change;

    /** Takes what is done to each. */
    public Rewritten(UnaryOperator<Datagram> change) {
        this.change = change;
    }

    @Override
    public Stream<Datagram> sent(Datagram message) {
        return Stream.of(change.apply(message));
    }
}
