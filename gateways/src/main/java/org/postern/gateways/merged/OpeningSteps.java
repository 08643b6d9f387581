// SPDX-License-Identifier: Apache-2.0
package org.postern.gateways.merged;

import org.postern.api.gateway.GatewayException;
import org.postern.gateways.internal.sentences.DistinctSentences;
import org.postern.gateways.protocols.FailureMerger;

import java.util.ArrayList;
import java.util.List;

/** What was tried for one port, over one control protocol after the other. Used by one thread. */
final class OpeningSteps {
    private final DistinctSentences told = new DistinctSentences();
    private final List<GatewayException> failures = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    /** Of the notes, what the failures do not say. */
    private final List<String> outcomes = new ArrayList<>();

    void failed(GatewayException failure) {
        failures.add(failure);
    }

    /**
     * The one that failed last was followed by another.
     *
     * @param outcome a sentence on what became of the port there; possibly empty
     */
    String followed(ProtocolGateway via, ProtocolGateway next, String outcome) {
        String step =
                "Control protocol "
                        + via.protocol()
                        + " failed, so "
                        + next.protocol()
                        + " was asked";
        String why = told.of(failures.get(failures.size() - 1).getMessage());
        String more = outcome.isEmpty() ? "" : " " + outcome;
        String note = step + (why.isEmpty() ? "." : ": " + why) + more;
        notes.add(note);
        if (!outcome.isEmpty()) {
            outcomes.add(step + "." + more);
        }
        return note;
    }

    void note(String sentence) {
        notes.add(sentence);
        outcomes.add(sentence);
    }

    List<String> notes() {
        return notes;
    }

    /** The last failure is one of the port, whoever is asked. */
    GatewayException lastFailure() {
        return FailureMerger.withMore(failures.get(failures.size() - 1), notes);
    }

    GatewayException allFailed() {
        return FailureMerger.withMore(FailureMerger.joined(failures), outcomes);
    }
}
