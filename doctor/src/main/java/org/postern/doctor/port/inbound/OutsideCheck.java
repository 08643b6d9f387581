// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.port.inbound;

import org.postern.api.doctor.OutsideResult;
import org.postern.api.doctor.OutsideResult.Reached;
import org.postern.doctor.evidence.OutsideEvidence;
import org.postern.doctor.port.inbound.HelperQuestions.Answers;
import org.postern.doctor.timing.TimeLimit;

import java.net.InetAddress;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Has a helper outside knock at a port that is mapped, E19, and looks what arrives meanwhile: here,
 * E20, and at the gateway, E21. Each step is made only where those before it say too little. Belongs
 * to the thread that examines.
 *
 * @param questions to the helper
 * @param address the external address
 * @param port the external port
 * @param halfOpen watches the internal port
 * @param drops counts what is given to nobody
 * @param packets what the gateway counts
 * @param comparison opens another port
 */
public record OutsideCheck(
        HelperQuestions questions,
        InetAddress address,
        int port,
        HalfOpenWatch halfOpen,
        DropCounter.Counting drops,
        WanPackets packets,
        Comparison comparison) {
    /** Opens another port to a listener of our own. */
    @FunctionalInterface
    public interface Comparison {
        /** The external port; empty where none could be opened. */
        OptionalInt open(TimeLimit limit) throws InterruptedException;
    }

    /** With what is repeated, more packets than come by accident. */
    private static final int FIRST_KNOCKS = 3;

    public OutsideEvidence check(TimeLimit limit) throws InterruptedException {
        Answers answers = questions.ask(address, port, FIRST_KNOCKS, limit);
        OutsideEvidence alone = seen(answers, Optional.empty(), CountedKnocks.Count.NONE);
        if (isExplained(alone)) {
            return alone;
        }
        CountedKnocks counted = CountedKnocks.begin(questions, packets, limit);
        OptionalInt other = comparison.open(limit);
        Optional<Reached> otherReached =
                other.isPresent()
                        ? questions
                                .ask(address, other.getAsInt(), 1, limit)
                                .best()
                                .map(OutsideResult::reached)
                        : Optional.empty();
        // Also where the other port was reached: a router may have rules for this one.
        return seen(
                answers,
                otherReached,
                counted.count(address, port, otherReached.isPresent() ? 1 : 0, limit));
    }

    private OutsideEvidence seen(
            Answers answers, Optional<Reached> other, CountedKnocks.Count count) {
        return new OutsideEvidence(
                answers.best(),
                answers.failure(),
                drops.soFar(),
                halfOpen.hasSeen(),
                other,
                count.attempts(),
                count.packets());
    }

    private static boolean isExplained(OutsideEvidence seen) {
        boolean nothingTried =
                seen.result().filter(each -> each.reached() != Reached.NOT_CHECKED).isEmpty();
        return nothingTried
                || seen.result().get().reached() == Reached.OPEN
                || seen.arrived()
                || seen.dropped().unicastAboveNoise();
    }
}
