// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.http;

/** Answers requests; called by several threads at once. */
@FunctionalInterface
public interface HttpHandler {
    /** The answer to a request. */
    HttpResponse answer(HttpRequest request);
}
