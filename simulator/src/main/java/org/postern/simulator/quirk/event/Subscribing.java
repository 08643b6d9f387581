// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.quirk.event;

import org.postern.simulator.http.HttpRequest;
import org.postern.simulator.http.HttpResponse;
import org.postern.simulator.quirk.RouterHook;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Answers subscriptions in its own way. */
public final class Subscribing implements RouterHook {
    private final Predicate<HttpRequest> which;
    private final Function<HttpRequest, Optional<HttpResponse>> instead;
    private final UnaryOperator<HttpResponse> change;

    private Subscribing(
            Predicate<HttpRequest> which,
            Function<HttpRequest, Optional<HttpResponse>> instead,
            UnaryOperator<HttpResponse> change) {
        this.which = which;
        this.instead = instead;
        this.change = change;
    }

    /** Refuses all with a status. */
    public static Subscribing refused(int status) {
        return new Subscribing(
                all -> true, all -> Optional.of(HttpResponse.status(status)), answer -> answer);
    }

    /** Has forgotten everybody who wants to go on. */
    public static Subscribing forgotten() {
        return new Subscribing(
                Subscribing::renewal,
                all -> Optional.of(HttpResponse.status(412)),
                answer -> answer);
    }

    /** Says another length than it was asked for. */
    public static Subscribing lasting(String timeout) {
        return new Subscribing(
                all -> true,
                all -> Optional.empty(),
                answer -> answer.status() == 200 ? answer.with("TIMEOUT", timeout) : answer);
    }

    /** Says nothing of the length to who goes on. */
    public static Subscribing renewedSilently() {
        return new Subscribing(
                Subscribing::renewal, all -> Optional.empty(), answer -> answer.without("TIMEOUT"));
    }

    @Override
    public Optional<HttpResponse> instead(HttpRequest request) {
        return concerns(request) ? instead.apply(request) : Optional.empty();
    }

    @Override
    public HttpResponse response(HttpRequest request, HttpResponse response) {
        return concerns(request) ? change.apply(response) : response;
    }

    private boolean concerns(HttpRequest request) {
        return request.method().equals("SUBSCRIBE") && which.test(request);
    }

    private static boolean renewal(HttpRequest request) {
        return request.header("SID").isPresent();
    }
}
