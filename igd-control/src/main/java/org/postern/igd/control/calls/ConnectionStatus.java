// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.calls;

import org.postern.igd.control.soap.Action;
import org.postern.igd.control.soap.Reply;

/** Whether a router says that it is connected. */
public final class ConnectionStatus {
    /** WANIPConnection:1 section 2.4.9. */
    public static final Action QUESTION = Action.of("GetStatusInfo");

    private ConnectionStatus() {}

    /** Of an answer. */
    public static boolean isConnected(Reply.Done status) {
        return isConnected(status.argument("NewConnectionStatus").orElse(""));
    }

    /**
     * Of the word in an answer or an event. "Up" is what some routers say (quirk A31).
     */
    public static boolean isConnected(String word) {
        return word.equalsIgnoreCase("Connected") || word.equalsIgnoreCase("Up");
    }
}
