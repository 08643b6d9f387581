// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.calls;

import java.io.IOException;

/** The reason why a request was never sent: its pace had no room for it before the deadline. */
final class OutOfTurnException extends IOException {
    private static final long serialVersionUID = 1L;

    OutOfTurnException() {
        super("no room before the deadline");
    }
}
