// SPDX-License-Identifier: Apache-2.0
package org.postern.web.console.actions;

import java.io.Serial;

/** What an action needs is not there now. */
public final class MissingService extends Exception {
    @Serial private static final long serialVersionUID = 1L;

    /**
     * Says what is missing.
     *
     * @param message one sentence
     */
    public MissingService(String message) {
        super(message);
    }
}
