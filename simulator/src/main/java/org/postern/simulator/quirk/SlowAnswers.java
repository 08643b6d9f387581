// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.quirk;

import org.postern.simulator.http.HttpRequest;
import org.postern.simulator.http.HttpResponse;

import java.time.Duration;

/** Takes its time over every HTTP answer. */
public final class SlowAnswers implements RouterHook {
    private static final Duration DELAY = Duration.ofMillis(700);

    @Override
    public HttpResponse response(HttpRequest request, HttpResponse response) {
        return response.after(DELAY);
    }
}
