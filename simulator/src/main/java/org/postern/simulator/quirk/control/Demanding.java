// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.quirk.control;

import org.postern.simulator.http.HttpRequest;
import org.postern.simulator.http.HttpResponse;
import org.postern.simulator.quirk.RouterHook;

import java.util.Optional;
import java.util.function.Predicate;

/**
 * Takes calls of one form only, though the standard permits others.
 *
 * @param form of the calls it takes
 * @param refusal of all others
 */
public record Demanding(Predicate<HttpRequest> form, HttpResponse refusal) implements RouterHook {
    @Override
    public Optional<HttpResponse> instead(HttpRequest request) {
        return request.method().equals("POST") && !form.test(request)
                ? Optional.of(refusal)
                : Optional.empty();
    }
}
