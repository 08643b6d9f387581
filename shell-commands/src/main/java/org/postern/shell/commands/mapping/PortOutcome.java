// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.mapping;

import org.postern.api.gateway.GatewayException;

import java.util.Optional;

/**
 * What became of one of several ports that were to be opened.
 *
 * @param result what the gateway answered; empty if the port was not opened
 * @param failure why it was not
 * @param tried false if the gateway was not asked, since it did not answer before
 * @param <R> the answers of a gateway
 */
record PortOutcome<R>(Optional<R> result, Optional<GatewayException> failure, boolean tried) {
    static <R> PortOutcome<R> opened(R result) {
        return new PortOutcome<>(Optional.of(result), Optional.empty(), true);
    }

    static <R> PortOutcome<R> failed(GatewayException failure) {
        return new PortOutcome<>(Optional.empty(), Optional.of(failure), true);
    }

    /** After the failure of another port. */
    static <R> PortOutcome<R> notTried(GatewayException failure) {
        return new PortOutcome<>(Optional.empty(), Optional.of(failure), false);
    }

    boolean isOpen() {
        return result.isPresent();
    }
}
