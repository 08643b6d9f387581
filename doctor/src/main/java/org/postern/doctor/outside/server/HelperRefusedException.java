// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.outside.server;

import java.io.Serial;

/** A request that is not granted. */
final class HelperRefusedException extends Exception {
    @Serial private static final long serialVersionUID = 1L;

    private final HelperRefusal refusal;
    private final long retrySeconds;

    HelperRefusedException(HelperRefusal refusal) {
        this(refusal, 0);
    }

    /** With the seconds after which it may be granted; 0 where time changes nothing. */
    HelperRefusedException(HelperRefusal refusal, long retrySeconds) {
        super(refusal.word(), null, false, false);
        this.refusal = refusal;
        this.retrySeconds = retrySeconds;
    }

    HelperRefusal refusal() {
        return refusal;
    }

    long retrySeconds() {
        return retrySeconds;
    }
}
