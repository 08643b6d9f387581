// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.mapping;

import static org.postern.igd.control.logging.IgdLog.LOG;

import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.PortKey;
import org.postern.igd.control.calls.ControlSession;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What was tried in one call, one sentence for each step: all of it goes to the debug log, the notes
 * also to the user, with the result or in the failure. Used by one thread.
 */
final class AttemptLog {
    private final ControlSession session;
    private final String action;

    /** What was tried for one reason; empty for a note that is a whole sentence. */
    private final Map<String, Set<String>> notes = new LinkedHashMap<>();

    AttemptLog(ControlSession session, String action) {
        this.session = session;
        this.action = action;
    }

    /** A step that the user should know. */
    void note(String sentence) {
        debug(sentence);
        notes.put(sentence, Set.of());
    }

    /**
     * Other parameters are tried for a reason, such as "After error 725". All that are tried for one
     * reason become one note.
     */
    void tried(String reason, String parameters) {
        debug(reason + " it is tried with " + parameters + ".");
        notes.computeIfAbsent(reason, any -> new LinkedHashSet<>()).add(parameters);
    }

    /** The call has opened a port. */
    void opened(PortKey key) {
        if (LOG.isLoggable(Level.DEBUG)) {
            debug("opened " + key);
        }
    }

    /** A step that the user learns in other words, or need not know. */
    void debug(String sentence) {
        if (LOG.isLoggable(Level.DEBUG)) {
            LOG.log(
                    Level.DEBUG,
                    action
                            + " of "
                            + session.router()
                            + ", request "
                            + session.requests()
                            + ": "
                            + sentence);
        }
    }

    /** In their order, each once. */
    List<String> notes() {
        List<String> sentences = new ArrayList<>();
        for (Map.Entry<String, Set<String>> each : notes.entrySet()) {
            sentences.add(sentence(each.getKey(), each.getValue()));
        }
        return sentences;
    }

    private static String sentence(String note, Set<String> tried) {
        return tried.isEmpty()
                ? note
                : note + " it was tried with " + String.join(", then with ", tried) + ".";
    }

    /** The failure of the call, with the notes added. */
    GatewayException failed(GatewayException failure) {
        debug("failed: " + failure.getMessage());
        return notes.isEmpty()
                ? failure
                : failure.reworded(
                        failure.reason(), failure.getMessage() + " " + String.join(" ", notes()));
    }
}
