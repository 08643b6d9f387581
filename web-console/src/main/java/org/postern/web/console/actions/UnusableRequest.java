// SPDX-License-Identifier: Apache-2.0
package org.postern.web.console.actions;

import java.io.Serial;

/** A request that our page does not send: nothing was done. */
public final class UnusableRequest extends Exception {
    @Serial private static final long serialVersionUID = 1L;

    /**
     * Says what is wrong.
     *
     * @param message one sentence, with nothing of the request in it
     */
    public UnusableRequest(String message) {
        super(message);
    }
}
