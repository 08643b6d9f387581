// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.engine;

import org.postern.api.keeper.AddressFamily;
import org.postern.port.keeper.events.Events;
import org.postern.port.keeper.ledger.LedgerIndex;
import org.postern.port.keeper.loop.LoopServices;

import java.net.InetAddress;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

/**
 * What the parts of one keeper share, for ports over one family; {@code own} tells this machine's
 * addresses. Used by the keeper's thread.
 */
record KeeperServices(
        AtomicReference<KeeperSettings> current,
        LoopServices run,
        LedgerIndex ledger,
        Events events,
        KeeperCounters counters,
        Predicate<InetAddress> own) {
    /** The same for another family. */
    KeeperServices with(LedgerIndex other) {
        return new KeeperServices(current, run, other, events, counters, own);
    }

    AddressFamily family() {
        return ledger.family();
    }

    KeeperSettings settings() {
        return Objects.requireNonNull(current.get());
    }

    long now() {
        return run.now();
    }

    Instant wall() {
        return run.time().wall();
    }
}
