// SPDX-License-Identifier: Apache-2.0
package org.postern.web.console.server;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;

import org.postern.web.console.page.ConsolePage;
import org.postern.web.console.page.PageRequest;
import org.postern.web.console.page.PageResponse;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** Answers the requests of one server. Called by several threads at once. */
final class LocalHandler implements HttpHandler {
    static final String METRICS = "/metrics";

    private static final int SEE_OTHER = 303;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int METHOD_NOT_ALLOWED = 405;
    private static final int MISDIRECTED = 421;

    private static final String PLAIN = "text/plain;charset=utf-8";

    /** Nothing of the page is from elsewhere, and it is shown in no page of another site. */
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
                    + " base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    private static final String HEAD =
            """
            <!DOCTYPE html><html lang="en"><head><meta charset="utf-8">\
            <meta name="viewport" content="width=device-width, initial-scale=1">\
            <meta name="color-scheme" content="light dark">\
            <title>Postern</title></head><body class="postern-body"><main>\
            <h1 class="postern-title">Postern</h1>\
            """;

    private final LocalAccess access;
    private final ConsolePage page;
    private final Supplier<PageResponse> metrics;
    private final Runnable admitted;

    /** Calls {@code admitted} when the address of the page was used up. */
    LocalHandler(
            LocalAccess access,
            ConsolePage page,
            Supplier<PageResponse> metrics,
            Runnable admitted) {
        this.access = access;
        this.page = page;
        this.metrics = metrics;
        this.admitted = admitted;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            send(exchange, answer(exchange));
        } catch (InterruptedException e) {
            // The server ends.
            Thread.currentThread().interrupt();
        }
    }

    private PageResponse answer(HttpExchange exchange) throws IOException, InterruptedException {
        URI target = exchange.getRequestURI();
        Headers headers = exchange.getRequestHeaders();
        if (!access.namesThisHost(target, headers)) {
            return plain(exchange, MISDIRECTED, "Use 127.0.0.1 or localhost as the host.");
        }
        String path = String.valueOf(target.getPath());
        if (METRICS.equals(path)) {
            return metrics(exchange);
        }
        Optional<String> below = access.below(path);
        if (below.isPresent() && below.get().isEmpty() && isGet(exchange)) {
            Optional<String> cookie = access.admit(target.getRawQuery(), headers);
            if (cookie.isPresent()) {
                admitted.run();
                exchange.getResponseHeaders().set("Set-Cookie", cookie.get());
                exchange.getResponseHeaders().set("Location", access.base());
                return plain(exchange, SEE_OTHER, "");
            }
        }
        if (below.isEmpty() || !access.isAdmitted(headers)) {
            return plain(
                    exchange,
                    FORBIDDEN,
                    "Open the address that 'serve' shows. It works once, in one browser; the newest"
                            + " one is for another browser.");
        }
        PageResponse response = page.answer(request(exchange, below.get()));
        return below.get().isEmpty() && response.contentType().startsWith("text/html")
                ? document(response)
                : response;
    }

    private static boolean isGet(HttpExchange exchange) {
        return exchange.getRequestMethod().equals("GET");
    }

    private PageResponse metrics(HttpExchange exchange) {
        if (!access.mayReadMetrics(exchange.getRequestHeaders())) {
            exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer");
            return plain(exchange, UNAUTHORIZED, "The token of the metrics is needed.");
        }
        return isGet(exchange) || exchange.getRequestMethod().equals("HEAD")
                ? metrics.get()
                : plain(exchange, METHOD_NOT_ALLOWED, "Use GET.");
    }

    private PageRequest request(HttpExchange exchange, String below) {
        return new PageRequest(
                exchange.getRequestMethod().toUpperCase(Locale.ROOT),
                below,
                access.base(),
                exchange.getRequestHeaders()::getFirst,
                exchange.getRequestBody());
    }

    /** The page with head and body, as a web console would give it. */
    private static PageResponse document(PageResponse response) {
        return new PageResponse(
                response.status(),
                response.contentType(),
                HEAD + response.body() + "</main></body></html>");
    }

    /**
     * A response to somebody who is not admitted yet. The connection ends with it: who sends many
     * requests over one and reads no response would hold up a thread once the buffers are full.
     */
    private static PageResponse plain(HttpExchange exchange, int status, String sentence) {
        exchange.getResponseHeaders().set("Connection", "close");
        return new PageResponse(status, PLAIN, sentence);
    }

    private static void send(HttpExchange exchange, PageResponse response) throws IOException {
        byte[] body = response.body().getBytes(StandardCharsets.UTF_8);
        response.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.getResponseHeaders().set("Content-Type", response.contentType());
        exchange.getResponseHeaders().set("Content-Security-Policy", POLICY);
        exchange.getResponseHeaders().set("Referrer-Policy", "no-referrer");
        if (exchange.getRequestMethod().equals("HEAD") || body.length == 0) {
            exchange.sendResponseHeaders(response.status(), -1);
        } else {
            exchange.sendResponseHeaders(response.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
