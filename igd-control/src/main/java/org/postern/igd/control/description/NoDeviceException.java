// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.description;

import java.io.IOException;
import java.io.Serial;

/** A readable document that describes no device. */
public final class NoDeviceException extends IOException {
    @Serial private static final long serialVersionUID = 1L;

    NoDeviceException(String message) {
        super(message);
    }
}
