// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.listeners;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Calls listeners so that what they throw is logged and does no harm. */
public final class ListenerShield {
    private ListenerShield() {}

    /**
     * Calls a listener.
     *
     * @param log of the caller
     * @param name of the listener as the subject of a sentence, such as {@code The listener of a
     *     port of bundle x}
     * @param call of the listener
     */
    public static void call(Logger log, String name, Runnable call) {
        try {
            call.run();
        } catch (RuntimeException | LinkageError e) {
            // LinkageError: the listener's bundle was stopped while it was called.
            log.log(Level.WARNING, name + " failed.", e);
        }
    }
}
