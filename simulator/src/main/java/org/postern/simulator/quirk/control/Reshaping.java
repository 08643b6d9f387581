// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.quirk.control;

import org.postern.simulator.http.HttpRequest;
import org.postern.simulator.http.HttpResponse;
import org.postern.simulator.quirk.RouterHook;

import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Gives answers to calls another shape. */
public final class Reshaping implements RouterHook {
    private final Predicate<HttpRequest> which;
    private final UnaryOperator<HttpResponse> change;

    private Reshaping(Predicate<HttpRequest> which, UnaryOperator<HttpResponse> change) {
        this.which = which;
        this.change = change;
    }

    /** All answers and faults. */
    public static Reshaping answers(UnaryOperator<HttpResponse> change) {
        return new Reshaping(call -> true, change);
    }

    /** Their documents, as text; any byte may be put in as the character of that number. */
    public static Reshaping documents(UnaryOperator<String> change) {
        return answers(response -> rewritten(response, change));
    }

    /** Only of actions that change something, and that were done. */
    public static Reshaping done(UnaryOperator<HttpResponse> change) {
        return new Reshaping(
                call -> call.header("SOAPACTION").orElse("").matches(".*#(Add|Delete)\\w+\"?"),
                response -> response.status() == 200 ? change.apply(response) : response);
    }

    /** Only faults. */
    public static Reshaping faults(UnaryOperator<HttpResponse> change) {
        return answers(response -> response.status() == 500 ? change.apply(response) : response);
    }

    /** An answer with another document. */
    public static HttpResponse rewritten(HttpResponse response, UnaryOperator<String> change) {
        String text = new String(response.body(), StandardCharsets.ISO_8859_1);
        return response.withBody(change.apply(text).getBytes(StandardCharsets.ISO_8859_1));
    }

    @Override
    public HttpResponse response(HttpRequest request, HttpResponse response) {
        return request.method().equals("POST") && which.test(request)
                ? change.apply(response)
                : response;
    }
}
