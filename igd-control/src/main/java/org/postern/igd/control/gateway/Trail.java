// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.gateway;

import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.UpnpResult;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What was tried in one call, one plain sentence each: for the log, the result, and a failure. */
final class Trail {
    private static final Logger LOG = System.getLogger("org.postern.igd.control.gateway");

    private final String router;
    private final String action;
    private final Set<String> sentences = new LinkedHashSet<>();

    Trail(String router, String action) {
        this.router = router;
        this.action = action;
    }

    /** A step that the user should know. */
    void say(String sentence) {
        log(sentence);
        sentences.add(sentence);
    }

    /** A step of which others tell the user. */
    void log(String sentence) {
        LOG.log(Level.DEBUG, () -> action + " of " + router + ": " + sentence);
    }

    List<String> notes() {
        return List.copyOf(sentences);
    }

    /** The failure, telling also what was tried before. */
    GatewayException told(GatewayException failure) {
        log("failed: " + failure.getMessage());
        return sentences.isEmpty()
                ? failure
                : failed(
                        failure.result(),
                        failure.getMessage() + " " + String.join(" ", sentences),
                        failure);
    }

    /** A failure of which another was the reason; it keeps the router's code. */
    static GatewayException failed(UpnpResult result, String message, GatewayException reason) {
        GatewayException failure =
                reason.upnpErrorCode().isPresent()
                        ? new GatewayException(result, reason.upnpErrorCode().getAsInt(), message)
                        : new GatewayException(result, message);
        failure.addSuppressed(reason);
        return failure;
    }
}
