// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.http;

import java.io.IOException;

/** A request that cannot be read; carries the HTTP status to answer with. */
final class BadRequestException extends IOException {
    private static final long serialVersionUID = 1L;

    private final int status;

    BadRequestException(int status, String message) {
        super(message);
        this.status = status;
    }

    int status() {
        return status;
    }
}
