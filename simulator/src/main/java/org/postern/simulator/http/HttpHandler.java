// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.http;

/** Responds to requests; called by several threads at once. */
@FunctionalInterface
public interface HttpHandler {
    SentResponse answer(ReceivedRequest request);
}
