// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.quirk.ssdp;

import org.postern.simulator.http.HttpRequest;
import org.postern.simulator.http.HttpResponse;
import org.postern.simulator.quirk.RouterHook;
import org.postern.simulator.ssdp.Datagram;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/** Something else answers first, with a location without path, where no description is. */
public final class PlainTextBeside implements RouterHook {
    @Override
    public Stream<Datagram> sent(Datagram message) {
        return message.answer()
                ? Stream.of(Statements.under("", message).with("USN", "uuid:gld4tv"), message)
                : Stream.of(message);
    }

    @Override
    public HttpResponse response(HttpRequest request, HttpResponse response) {
        return request.path().equals("/")
                ? HttpResponse.status(200)
                        .with("Content-Type", "text/plain")
                        .withBody("status=ok".getBytes(StandardCharsets.US_ASCII))
                : response;
    }
}
