// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks.peers;

/** A contender has looked, and says that there is no gateway. */
final class NoGatewayException extends Exception {
    private static final long serialVersionUID = 1;

    NoGatewayException(String message) {
        super(message);
    }
}
