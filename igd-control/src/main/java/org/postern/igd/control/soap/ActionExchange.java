// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.soap;

import org.postern.igd.control.http.HttpClient;
import org.postern.igd.control.http.HttpRequest;
import org.postern.igd.control.http.HttpResponse;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * Sends one action: by POST, and where that is not allowed by M-POST, as UDA 1.0 section 3.2.1
 * demands (quirk A59). Used once.
 */
final class ActionExchange {
    private static final int METHOD_NOT_ALLOWED = 405;

    private final HttpClient http;
    private final Action action;
    private final String serviceType;
    private final long endNanos;
    private final CompletableFuture<HttpResponse> answer = new CompletableFuture<>();

    /** An exchange that is over after the timeout. */
    ActionExchange(HttpClient http, Action action, String serviceType, Duration timeout) {
        this.http = http;
        this.action = action;
        this.serviceType = serviceType;
        this.endNanos = System.nanoTime() + timeout.toNanos();
    }

    /** Starts. Ends as {@link HttpClient#send} does; cancelling it ends the connection. */
    CompletableFuture<HttpResponse> send(HttpRequest post) {
        start(post)
                .whenComplete(
                        (response, failure) -> {
                            if (response == null) {
                                answer.completeExceptionally(failure);
                            } else if (response.status() == METHOD_NOT_ALLOWED) {
                                askAgain(mandatory(post), response);
                            } else {
                                answer.complete(response);
                            }
                        });
        return answer;
    }

    /** Asks and waits for the answer; an interrupt ends the connection. */
    HttpResponse ask(HttpRequest post) throws IOException, InterruptedException {
        HttpResponse response = http.exchange(post, action.repetition());
        if (response.status() != METHOD_NOT_ALLOWED) {
            return response;
        }
        try {
            HttpResponse other = http.exchange(mandatory(post), action.repetition());
            return isOfSoap(other) ? other : response;
        } catch (IOException e) {
            // Then the refusal counts.
            return response;
        }
    }

    private HttpRequest mandatory(HttpRequest post) {
        return post.as("M-POST", action.mandatoryHeaders(serviceType), timeLeft());
    }

    private void askAgain(HttpRequest mandatory, HttpResponse refusal) {
        start(mandatory)
                .whenComplete(
                        (response, failure) ->
                                answer.complete(
                                        response != null && isOfSoap(response)
                                                ? response
                                                : refusal));
    }

    private CompletableFuture<HttpResponse> start(HttpRequest request) {
        CompletableFuture<HttpResponse> asked = http.send(request, action.repetition());
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
