// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.quirk.http;

import org.postern.simulator.http.HttpRequest;
import org.postern.simulator.http.HttpResponse;
import org.postern.simulator.quirk.RouterHook;

/** Takes the end of the client's side for the end of the connection. */
public final class BrokenByHalfClose implements RouterHook {
    @Override
    public HttpResponse response(HttpRequest request, HttpResponse response) {
        return response.unlessHalfClosed();
    }
}
