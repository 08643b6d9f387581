// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.listeners;

import java.lang.System.Logger.Level;

/** Calls listeners so that what they throw is logged and does no harm. */
public final class ListenerShield {
    private ListenerShield() {}

    /**
     * Calls a listener.
     *
     * @param logger the name of the caller's logger, which is made when it is needed
     * @param name of the listener as the subject of a sentence, such as {@code The listener of a
     *     port of bundle x}
     * @param call of the listener
     */
    public static void call(String logger, String name, Runnable call) {
        try {
            call.run();
        } catch (RuntimeException | LinkageError e) {
            // LinkageError: the listener's bundle was stopped while it was called.
            System.getLogger(logger).log(Level.WARNING, name + " failed.", e);
        }
    }
}
