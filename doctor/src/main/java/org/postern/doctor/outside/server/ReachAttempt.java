// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.outside.server;

import org.postern.api.doctor.OutsideResult.Reached;

import java.io.Closeable;
import java.util.Optional;

/** One attempt to reach a port, which never blocks. */
interface ReachAttempt extends Closeable {
    /** Looks at what came, and goes on. Empty while nothing is decided. */
    Optional<Reached> proceed();
}
