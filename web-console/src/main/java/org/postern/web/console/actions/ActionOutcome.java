// SPDX-License-Identifier: Apache-2.0
package org.postern.web.console.actions;

import java.util.List;

/**
 * What came of an action.
 *
 * @param message one sentence
 * @param notes what the user should know besides, one sentence each
 */
public record ActionOutcome(String message, List<String> notes) {
    /** Copies the notes. */
    public ActionOutcome {
        notes = List.copyOf(notes);
    }

    static ActionOutcome of(String message) {
        return new ActionOutcome(message, List.of());
    }
}
