// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.mapping.refusal;

import org.postern.api.gateway.GatewayException;
import org.postern.igd.control.calls.Attempt;
import org.postern.igd.control.calls.ConnectionStatus;
import org.postern.igd.control.calls.ControlSession;
import org.postern.igd.control.calls.FailedPorts;
import org.postern.igd.control.soap.UpnpErrors;

import java.util.Optional;

/**
 * Explains error 501 of a router that maps no port any more: miniupnpd 2.3.10 does so after its line
 * was down, until it is restarted (quirk A60). Status, address and list are as ever.
 */
public final class StoppedMapping {
    private StoppedMapping() {}

    /** Empty where it may be the port, the line or the size of the table. */
    public static Optional<GatewayException> explained(
            Attempt attempt, GatewayException refusal, ControlSession session)
            throws InterruptedException {
        FailedPorts failed = session.failedPorts();
        failed.add(attempt.externalPort());
        if (!failed.hasOtherThan(attempt.externalPort())
                || !isConnected(session)
                || !TableSize.isSmall(session)) {
            return Optional.empty();
        }
        return Optional.of(
                refusal.reworded(
                        refusal.reason(),
                        session.router()
                                + " refused AddPortMapping for "
                                + attempt.key()
                                + " with error "
                                + UpnpErrors.code(refusal)
                                + ", as for other ports, though it is connected: its port mapping"
                                + " has probably stopped. Restart the router. (miniupnpd 2.3.10,"
                                + " which many routers have, stops so after the line was down.)"));
    }

    private static boolean isConnected(ControlSession session) throws InterruptedException {
        try {
            return ConnectionStatus.isConnected(session.ask(ConnectionStatus.QUESTION));
        } catch (GatewayException e) {
            return false;
        }
    }
}
