// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.command;

import org.postern.api.gateway.GatewayException;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Extends the messages of failures. */
public final class FailureMessages {
    private FailureMessages() {}

    /** The same failure, with further sentences on what the command did about it. */
    public static GatewayException withMore(GatewayException failure, List<String> sentences) {
        if (sentences.isEmpty()) {
            return failure;
        }
        String message =
                Stream.concat(Stream.of(failure.getMessage()), sentences.stream())
                        .collect(Collectors.joining(" "));
        return failure.reworded(failure.reason(), message);
    }
}
