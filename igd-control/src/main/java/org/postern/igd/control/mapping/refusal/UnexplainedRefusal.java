// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.mapping.refusal;

import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Reason;
import org.postern.igd.control.calls.ConnectionStatus;
import org.postern.igd.control.calls.ControlSession;

/** Explains a refusal without a usable code, by whether the service does anything else (A46). */
public final class UnexplainedRefusal {
    private UnexplainedRefusal() {}

    public static GatewayException of(GatewayException refusal, ControlSession session)
            throws InterruptedException {
        return answers(session)
                ? refusal.reworded(
                        refusal.code().isPresent() ? refusal.reason() : Reason.FAILED,
                        refusal.getMessage()
                                + " It answers other requests, so UPnP is enabled: try another"
                                + " port, or map the port in the router's settings.")
                : refusal.reworded(
                        refusal.reason(),
                        refusal.getMessage()
                                + " It refuses other requests too: check that UPnP is enabled in"
                                + " the router's settings.");
    }

    /** A refusal with a code is an answer. */
    private static boolean answers(ControlSession session) throws InterruptedException {
        try {
            session.ask(ConnectionStatus.QUESTION);
            return true;
        } catch (GatewayException e) {
            return !e.isUnanswered();
        }
    }
}
