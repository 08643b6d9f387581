// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * How a router speaks HTTP: as the standard says, until quirks change it. Each change works on what
 * the ones before it left. All changes are made before the server starts.
 */
public final class HttpRules {
    private record FixedResponse(Predicate<ReceivedRequest> which, SentResponse response) {}

    private final List<FixedResponse> fixed = new ArrayList<>();
    private Function<ReceivedRequest, ReceivedRequest> requests = Function.identity();
    private BiFunction<ReceivedRequest, SentResponse, SentResponse> responses =
            (asked, said) -> said;
    private boolean secondPort;

    public void changeRequests(UnaryOperator<ReceivedRequest> change) {
        requests = requests.andThen(change);
    }

    /** Answers some requests without a look at what they ask for. */
    public void answer(Predicate<ReceivedRequest> which, SentResponse response) {
        fixed.add(new FixedResponse(which, response));
    }

    public void changeResponses(UnaryOperator<SentResponse> change) {
        changeResponses((request, response) -> change.apply(response));
    }

    public void changeResponses(Predicate<ReceivedRequest> to, UnaryOperator<SentResponse> change) {
        changeResponses(
                (request, response) -> to.test(request) ? change.apply(response) : response);
    }

    public void changeResponses(BiFunction<ReceivedRequest, SentResponse, SentResponse> change) {
        var before = responses;
        responses = (request, response) -> change.apply(request, before.apply(request, response));
    }

    /** Listens on a second port at each address. */
    public void listenOnSecondPort() {
        secondPort = true;
    }

    /** The request as the router understands it. */
    public ReceivedRequest request(ReceivedRequest request) {
        return requests.apply(request);
    }

    /** What is answered without a look at what is asked for; empty: the usual response. */
    public Optional<SentResponse> fixedResponse(ReceivedRequest request) {
        return fixed.stream()
                .filter(each -> each.which().test(request))
                .map(FixedResponse::response)
                .findFirst();
    }

    /** What goes out, and how. */
    public SentResponse response(ReceivedRequest request, SentResponse response) {
        return responses.apply(request, response);
    }

    public boolean secondPort() {
        return secondPort;
    }
}
