// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.command;

import org.postern.api.gateway.GatewayException;
import org.postern.shell.commands.internal.sentences.DistinctSentences;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Extends the messages of failures. */
public final class FailureMessages {
    private FailureMessages() {}

    /**
     * The same failure, with further sentences on what the command did about it, and on others. What
     * is said already is not said again.
     */
    public static GatewayException withMore(GatewayException failure, List<String> sentences) {
        if (sentences.isEmpty()) {
            return failure;
        }
        DistinctSentences told = new DistinctSentences();
        String message =
                Stream.concat(Stream.of(failure.getMessage()), sentences.stream())
                        .map(told::of)
                        .filter(each -> !each.isEmpty())
                        .collect(Collectors.joining(" "));
        return failure.reworded(failure.reason(), message);
    }
}
