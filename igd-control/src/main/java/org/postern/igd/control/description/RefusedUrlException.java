// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.description;

import java.io.IOException;
import java.io.Serial;
import java.util.Objects;

/** A device named a URL that it may not name; the message says what is wrong with "it". */
public final class RefusedUrlException extends IOException {
    @Serial private static final long serialVersionUID = 1L;

    RefusedUrlException(String message) {
        super(message);
    }

    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
