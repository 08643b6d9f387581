// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.http;

import java.io.IOException;
import java.io.Serial;

/** A device's answer is no HTTP, or breaks a bound. */
public final class HttpFormatException extends IOException {
    @Serial private static final long serialVersionUID = 1L;

    HttpFormatException(String message) {
        super(message);
    }
}
