// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.engine;

import org.postern.port.keeper.internal.timing.Jitter;

import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;

/** What all parts of one keeper share. */
record Parts(
        AtomicReference<KeeperSettings> current,
        Loop loop,
        Time time,
        Agenda agenda,
        Executor workers,
        Jitter jitter,
        Book book,
        Events events) {
    /** As they are now. */
    KeeperSettings settings() {
        return Objects.requireNonNull(current.get());
    }
}
