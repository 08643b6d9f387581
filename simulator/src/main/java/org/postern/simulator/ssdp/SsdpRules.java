// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.ssdp;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * How a router searches and announces: as the standard says, until quirks change it. Each change
 * works on what the ones before it left. All changes are made before the responder starts.
 */
public final class SsdpRules {
    private Function<List<SearchTarget>, List<SearchTarget>> targets = Function.identity();
    private Predicate<SearchMessage> accepted = search -> true;
    private BiFunction<SearchMessage, List<SearchTarget>, List<SearchTarget>> answers =
            (search, all) -> all;
    private BiFunction<SearchMessage, Duration, Duration> delay = (search, usual) -> usual;
    private Function<OutgoingSsdpMessage, Stream<OutgoingSsdpMessage>> sent = Stream::of;

    /** Changes what is announced and can be searched for; the root device comes first. */
    public void changeTargets(UnaryOperator<List<SearchTarget>> change) {
        targets = targets.andThen(change);
    }

    public void acceptOnly(Predicate<SearchMessage> which) {
        accepted = accepted.and(which);
    }

    /** Accepts the last of every so many searches that come. */
    public void acceptOneOf(int searches) {
        AtomicInteger received = new AtomicInteger();
        acceptOnly(search -> received.incrementAndGet() % searches == 0);
    }

    /** Changes which of the answers to a search are given. */
    public void changeAnswers(
            BiFunction<SearchMessage, List<SearchTarget>, List<SearchTarget>> change) {
        var before = answers;
        answers = (search, all) -> change.apply(search, before.apply(search, all));
    }

    /** Changes how long a search waits for its answers; its MX limits that. */
    public void changeDelay(BiFunction<SearchMessage, Duration, Duration> change) {
        var before = delay;
        delay = (search, usual) -> change.apply(search, before.apply(search, usual));
    }

    public void changeMessages(UnaryOperator<OutgoingSsdpMessage> change) {
        replaceMessages(message -> Stream.of(change.apply(message)));
    }

    /** Sends others, none or several, in place of each message. */
    public void replaceMessages(
            Function<OutgoingSsdpMessage, Stream<OutgoingSsdpMessage>> replacement) {
        var before = sent;
        sent = message -> before.apply(message).flatMap(replacement);
    }

    List<SearchTarget> targets(List<SearchTarget> standard) {
        return targets.apply(standard);
    }

    boolean accepts(SearchMessage search) {
        return accepted.test(search);
    }

    List<SearchTarget> answers(SearchMessage search, List<SearchTarget> matching) {
        return answers.apply(search, matching);
    }

    Duration delay(SearchMessage search, Duration usual) {
        return delay.apply(search, usual);
    }

    /** What is sent in place of a message, in this order. */
    public Stream<OutgoingSsdpMessage> sent(OutgoingSsdpMessage message) {
        return sent.apply(message);
    }
}
