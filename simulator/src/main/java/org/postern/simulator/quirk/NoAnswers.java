// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.quirk;

import org.postern.simulator.http.HttpRequest;
import org.postern.simulator.http.HttpResponse;

/** Accepts HTTP connections and says nothing. */
public final class NoAnswers implements RouterHook {
    @Override
    public HttpResponse response(HttpRequest request, HttpResponse response) {
        return response.never();
    }
}
