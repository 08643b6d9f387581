// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.outside.client;

import java.io.IOException;
import java.io.Serial;

/** There was no answer in time. */
final class ClientTimeoutException extends IOException {
    @Serial private static final long serialVersionUID = 1L;

    ClientTimeoutException() {
        super("no answer in time");
    }
}
