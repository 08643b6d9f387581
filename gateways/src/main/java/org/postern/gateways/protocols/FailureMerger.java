// SPDX-License-Identifier: Apache-2.0
package org.postern.gateways.protocols;

import org.postern.api.gateway.Advice;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Reason;
import org.postern.gateways.internal.sentences.DistinctSentences;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

public final class FailureMerger {
    private static final Comparator<GatewayException> MOST_TELLING_FIRST =
            Comparator.comparingInt(FailureMerger::rank);

    private FailureMerger() {}

    /**
     * One failure with the reason, the code and the first sentence of the most telling one, and the
     * others behind it, each fact once; of a single one, that one as it is. Where something
     * answered, those that only say that nothing did are left out. There must be at least one.
     */
    public static GatewayException joined(List<GatewayException> failures) {
        // Stable: of equals, the first to fail comes first.
        List<GatewayException> telling = new ArrayList<>(failures);
        telling.sort(MOST_TELLING_FIRST);
        GatewayException first = telling.get(0);
        if (first.reason() != Reason.NO_DEVICES) {
            telling.removeIf(each -> each.reason() == Reason.NO_DEVICES);
        }
        DistinctSentences told = new DistinctSentences();
        List<String> messages =
                telling.stream()
                        .map(each -> told.of(each.getMessage()))
                        .filter(each -> !each.isEmpty())
                        .toList();
        if (messages.size() == 1) {
            return first;
        }
        GatewayException joined = first.reworded(first.reason(), String.join(" ", messages));
        for (GatewayException each : telling.subList(1, telling.size())) {
            joined.addSuppressed(each);
            for (Advice advice : each.advice()) {
                joined = joined.advising(advice);
            }
        }
        return joined;
    }

    /** A failure with sentences on what was done about it; reason, code and advice stay. */
    public static GatewayException withMore(GatewayException failure, List<String> sentences) {
        return sentences.isEmpty()
                ? failure
                : failure.reworded(
                        failure.reason(), failure.getMessage() + " " + String.join(" ", sentences));
    }

    /** What a device answered tells more than that none did. */
    private static int rank(GatewayException failure) {
        return switch (failure.reason()) {
            case NO_DEVICES -> 5;
            case UNSUPPORTED -> 4;
            case NOT_FOUND -> 3;
            case NO_GATEWAY -> 2;
            default -> failure.isUnanswered() ? 1 : 0;
        };
    }
}
