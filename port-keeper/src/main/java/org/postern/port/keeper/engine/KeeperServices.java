// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.engine;

import org.postern.port.keeper.events.Events;
import org.postern.port.keeper.ledger.LedgerIndex;
import org.postern.port.keeper.loop.LoopServices;

import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/** What the parts of one keeper share. Used by the keeper's thread. */
record KeeperServices(
        AtomicReference<KeeperSettings> current,
        LoopServices run,
        LedgerIndex ledger,
        Events events) {
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
