// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.soap;

import org.postern.igd.control.http.HttpClient;
import org.postern.igd.control.http.HttpRequest;
import org.postern.igd.control.http.HttpResponse;
import org.postern.igd.control.http.RetryPolicy;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Sends one action: by POST, and where that is not allowed by M-POST, as UDA 1.0 section 3.2.1
 * demands (quirk A59). Used once.
 */
final class ActionExchange {
    private static final int METHOD_NOT_ALLOWED = 405;

    private final HttpClient http;
    private final RetryPolicy repetition;
    private final long endNanos;
    private final CompletableFuture<HttpResponse> answer = new CompletableFuture<>();

    /** An exchange for an action that may be repeated so. */
    ActionExchange(HttpClient http, RetryPolicy repetition, Duration timeout) {
        this.http = http;
        this.repetition = repetition;
        this.endNanos = System.nanoTime() + timeout.toNanos();
    }

    /**
     * Starts; {@code headers} are those of M-POST. Ends as {@link HttpClient#send} does; cancelling
     * it ends the connection.
     */
    CompletableFuture<HttpResponse> send(HttpRequest post, Map<String, String> headers) {
        ask(post)
                .whenComplete(
                        (response, failure) -> {
                            if (response == null) {
                                answer.completeExceptionally(failure);
                            } else if (response.status() == METHOD_NOT_ALLOWED) {
                                askAgain(post.as("M-POST", headers, timeLeft()), response);
                            } else {
                                answer.complete(response);
                            }
                        });
        return answer;
    }

    private void askAgain(HttpRequest mandatory, HttpResponse refusal) {
        ask(mandatory)
                .whenComplete(
                        (response, failure) ->
                                answer.complete(
                                        response != null && isOfSoap(response)
                                                ? response
                                                : refusal));
    }

    private CompletableFuture<HttpResponse> ask(HttpRequest request) {
        CompletableFuture<HttpResponse> asked = http.send(request, repetition);
        answer.whenComplete((response, failure) -> asked.cancel(false));
        return asked;
    }

    private Duration timeLeft() {
        return Duration.ofNanos(Math.max(1, endNanos - System.nanoTime()));
    }

    private static boolean isOfSoap(HttpResponse response) {
        return response.status() == 200 || response.status() == 500;
    }
}
