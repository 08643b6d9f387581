// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Answers by itself, at once and on the caller's thread, and sends nothing: a socket is opened and
 * closed for its classes alone. The rest of an exchange is as with a router.
 */
public final class ScriptedHttpClient extends HttpClient {
    private final Function<HttpRequest, String> script;

    /** The script gives the whole text of an answer. */
    public ScriptedHttpClient(Function<HttpRequest, String> script) {
        this.script = script;
    }

    @Override
    public HttpResponse exchange(HttpRequest request, RetryPolicy repetition)
            throws IOException, InterruptedException {
        return CallerLoops.result(send(request, repetition));
    }

    @Override
    public CompletableFuture<HttpResponse> send(HttpRequest request, RetryPolicy repetition) {
        CompletableFuture<HttpResponse> answer = new CompletableFuture<>();
        HttpRace race = new HttpRace(request, repetition, answer, System::nanoTime);
        race.next();
        HttpResponseParser parser = new HttpResponseParser(request.answer());
        try {
            SocketChannel.open().close();
            byte[] bytes = script.apply(request).getBytes(StandardCharsets.ISO_8859_1);
            parser.feed(ByteBuffer.wrap(bytes));
            parser.end();
            race.answered(
                    new HttpResponse(
                            parser.status(), parser.headers(), parser.body(), request.peer()));
        } catch (IOException e) {
            race.fail(e);
        }
        race.end();
        return answer;
    }
}
