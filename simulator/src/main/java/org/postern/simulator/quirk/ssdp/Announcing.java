// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.quirk.ssdp;

import org.postern.simulator.quirk.RouterHook;
import org.postern.simulator.ssdp.Datagram;

import java.util.function.Function;
import java.util.stream.Stream;

/** Announces itself in a way of its own, and answers searches in due form. */
public final class Announcing implements RouterHook {
    private final Function<Datagram, Stream<Datagram>> change;

    /** Takes what is sent in place of each announcement. */
    public Announcing(Function<Datagram, Stream<Datagram>> change) {
        this.change = change;
    }

    @Override
    public Stream<Datagram> sent(Datagram message) {
        return message.answer() ? Stream.of(message) : change.apply(message);
    }
}
