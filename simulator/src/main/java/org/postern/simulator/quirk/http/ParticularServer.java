// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.quirk.http;

import org.postern.simulator.http.HttpRequest;
import org.postern.simulator.http.HttpResponse;
import org.postern.simulator.net.Addresses;
import org.postern.simulator.quirk.RouterHook;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Predicate;

/** Some requests get an answer that has nothing to do with them. */
public final class ParticularServer implements RouterHook {
    private static final String LOGIN =
            "<!DOCTYPE html>\n<html><head><title>Login</title></head><body><form><br>"
                    + "Password: <input type=password></form></body></html>\n";

    private final Predicate<HttpRequest> disliked;
    private final HttpResponse answer;

    private ParticularServer(Predicate<HttpRequest> disliked, HttpResponse answer) {
        this.disliked = disliked;
        this.answer = answer;
    }

    /** What comes in more than one piece is no request. */
    public static RouterHook oneSegment() {
        return new ParticularServer(
                request -> !request.arrival().oneSegment(), HttpResponse.status(400));
    }

    /** The Host header must be the very address and port. */
    public static RouterHook exactHost() {
        return new ParticularServer(
                request ->
                        !request.header("Host")
                                .orElse("")
                                .equals(Addresses.hostAndPort(request.arrival().server())),
                HttpResponse.status(400));
    }

    /** Whatever is read is the page where the owner logs in. */
    public static RouterHook loginPage() {
        return new ParticularServer(
                request -> request.method().equals("GET"),
                HttpResponse.status(200)
                        .with("Content-Type", "text/html")
                        .withBody(LOGIN.getBytes(StandardCharsets.UTF_8)));
    }

    /** The first answer of all holds nothing. */
    public static RouterHook emptyFirst() {
        return new ParticularServer(
                request -> request.arrival().number() == 1, HttpResponse.status(200));
    }

    /** Service descriptions are announced and not there. */
    public static RouterHook noServiceDescriptions(String description) {
        return new ParticularServer(
                request -> request.path().endsWith(".xml") && !request.path().equals(description),
                HttpResponse.status(404));
    }

    @Override
    public Optional<HttpResponse> instead(HttpRequest request) {
        return disliked.test(request) ? Optional.of(answer) : Optional.empty();
    }
}
