// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.quirk.http;

import org.postern.simulator.http.HttpRequest;
import org.postern.simulator.http.HttpResponse;
import org.postern.simulator.quirk.RouterHook;

import java.util.Optional;

/** Leaves connections open and fails the second request on each. */
public final class OneRequestPerConnection implements RouterHook {
    @Override
    public Optional<HttpResponse> instead(HttpRequest request) {
        return request.arrival().turn() > 1
                ? Optional.of(HttpResponse.status(405))
                : Optional.empty();
    }

    @Override
    public HttpResponse response(HttpRequest request, HttpResponse response) {
        return request.arrival().turn() > 1 ? response : response.leavingOpen();
    }
}
