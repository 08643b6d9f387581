// SPDX-License-Identifier: Apache-2.0
package org.postern.api.doctor;

import org.postern.api.gateway.PortKey;
import org.postern.api.keeper.AddressFamily;

import java.net.InetAddress;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether a kept port was reached from outside when a helper tried last.
 *
 * @param key the port, as it is kept
 * @param family over which
 * @param state what the helper found
 * @param checkedAt when
 * @param lastReached when a helper reached it last; empty where none has yet
 * @param address where the helper looked for the port; empty where it could not be asked
 * @param externalPort the external port, 1..65535
 * @param sentence for people
 */
public record PortReach(
        PortKey key,
        AddressFamily family,
        State state,
        Instant checkedAt,
        Optional<Instant> lastReached,
        Optional<InetAddress> address,
        int externalPort,
        String sentence) {
    /** What a helper found. The names never change; later versions may add some. */
    public enum State {
        /** It was reached. */
        REACHED,
        /** It was not reached. */
        NOT_REACHED,
        /** Over UDP nothing came back, which proves nothing: many programs answer no stranger. */
        NOT_CONFIRMED,
        /** The helper could not be asked. */
        UNKNOWN
    }
}
