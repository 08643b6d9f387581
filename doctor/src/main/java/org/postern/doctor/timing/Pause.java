// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.timing;

/** Waits: {@code Thread::sleep}, or in tests a clock that goes on. */
@FunctionalInterface
public interface Pause {
    /**
     * Blocks for a time, in milliseconds.
     *
     * @throws InterruptedException when the calling thread is interrupted
     */
    void millis(long time) throws InterruptedException;
}
