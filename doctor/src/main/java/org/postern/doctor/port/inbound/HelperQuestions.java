// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.port.inbound;

import org.postern.api.doctor.OutsideHelper;
import org.postern.api.doctor.OutsideResult;
import org.postern.api.doctor.OutsideResult.Reached;
import org.postern.api.gateway.Protocol;
import org.postern.doctor.timing.ParallelCalls;
import org.postern.doctor.timing.TimeLimit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks a helper outside, several times at once: what comes in must not be missed because a packet
 * got lost, or was the only one.
 *
 * @param helper asks it
 * @param url of the helper
 * @param protocol of the ports
 * @param calls for the threads
 */
public record HelperQuestions(
        OutsideHelper helper, URI url, Protocol protocol, ParallelCalls calls) {
    /**
     * What it answered.
     *
     * @param results of those attempts that it answered
     * @param failure why it could not be asked, where it answered none; a sentence, or empty
     */
    public record Answers(List<OutsideResult> results, String failure) {
        /** What counts: that one attempt came through says more than that another did not. */
        public Optional<OutsideResult> best() {
            return results.stream()
                    .filter(each -> each.reached() == Reached.OPEN)
                    .findFirst()
                    .or(() -> results.stream().findFirst());
        }

        public boolean isOpen() {
            return best().filter(each -> each.reached() == Reached.OPEN).isPresent();
        }
    }

    /** Asks as often, at the same time, and blocks until all are answered. */
    public Answers ask(InetAddress address, int port, int times, TimeLimit limit)
            throws InterruptedException {
        List<Future<OutsideResult>> asked = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            asked.add(calls.start(() -> helper.ask(url, protocol, address, port)));
        }
        try {
            return answers(asked, limit);
        } finally {
            asked.forEach(each -> each.cancel(true));
        }
    }

    private static Answers answers(List<Future<OutsideResult>> asked, TimeLimit limit)
            throws InterruptedException {
        List<OutsideResult> results = new ArrayList<>();
        String failure = "";
        for (Future<OutsideResult> each : asked) {
            try {
                results.add(each.get(limit.leftMillis(), TimeUnit.MILLISECONDS));
            } catch (ExecutionException e) {
                failure = sentence(e);
            } catch (TimeoutException e) {
                failure = "The helper outside did not answer in time.";
            }
        }
        return new Answers(List.copyOf(results), results.isEmpty() ? failure : "");
    }

    private static String sentence(ExecutionException failure) {
        return failure.getCause() instanceof IOException cause && cause.getMessage() != null
                ? cause.getMessage()
                : "The helper outside could not be asked: " + failure.getCause() + ".";
    }
}
