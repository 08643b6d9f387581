// SPDX-License-Identifier: Apache-2.0
package org.postern.distribution;

import java.io.Serial;

/** Says in one sentence for the user why nothing could be started. */
final class LaunchException extends Exception {
    @Serial private static final long serialVersionUID = 1L;

    LaunchException(String sentence) {
        super(sentence);
    }

    LaunchException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
