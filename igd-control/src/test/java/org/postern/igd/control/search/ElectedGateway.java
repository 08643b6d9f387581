// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.search;

import org.postern.api.control.Candidate;
import org.postern.api.control.CandidateListener;
import org.postern.api.control.Standing;
import org.postern.api.finder.GatewayChoice;
import org.postern.api.finder.GatewayQuery;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Watch;
import org.postern.igd.control.calls.BlockingCalls;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** What users get of a search over this protocol alone. */
public final class ElectedGateway {
    /** As long as the election in "gateways" waits for something better. */
    private static final Executor LATER =
            CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS);

    private ElectedGateway() {}

    public static GatewayChoice by(UpnpEngine engine, GatewayQuery query)
            throws GatewayException, InterruptedException {
        return BlockingCalls.result(start(engine, query));
    }

    static CompletableFuture<GatewayChoice> start(UpnpEngine engine, GatewayQuery query)
            throws GatewayException {
        CompletableFuture<GatewayChoice> elected = new CompletableFuture<>();
        Map<String, Candidate> known = new ConcurrentHashMap<>();
        CandidateListener listener =
                new CandidateListener() {
                    @Override
                    public void found(Candidate candidate) {
                        known.put(candidate.id(), candidate);
                        if (candidate.valid() && !candidate.lastResort()) {
                            if (candidate.standing() == Standing.PUBLIC) {
                                takeBest();
                            } else {
                                LATER.execute(this::takeBest);
                            }
                        }
                    }

                    private void takeBest() {
                        known.values().stream()
                                .filter(each -> each.valid() && !each.lastResort())
                                .min(Comparator.comparing(Candidate::standing))
                                .ifPresent(each -> elected.complete(choice(each)));
                    }

                    @Override
                    public void ended(Optional<GatewayException> failure) {
                        known.values().stream()
                                .filter(Candidate::usable)
                                .min(
                                        Comparator.comparing(Candidate::lastResort)
                                                .thenComparing(Candidate::standing))
                                .ifPresent(each -> elected.complete(choice(each)));
                        failure.ifPresent(elected::completeExceptionally);
                    }
                };
        Watch search = engine.search(query, listener);
        elected.whenComplete((choice, failure) -> search.close());
        return elected;
    }

    private static GatewayChoice choice(Candidate each) {
        return new GatewayChoice(
                each.gateway().orElseThrow(),
                each.explanation(),
                each.warnings(),
                each.passedOver());
    }
}
