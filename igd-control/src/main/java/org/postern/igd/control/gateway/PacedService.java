// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.gateway;

import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Pace;
import org.postern.api.gateway.UpnpResult;
import org.postern.igd.control.soap.Action;
import org.postern.igd.control.soap.Reply;
import org.postern.igd.control.soap.SoapService;

import java.time.Duration;

/**
 * A service that is asked one action after the other: each waits for its turn and for its answer,
 * on the thread of the caller. What {@code Repetition} sends again is the same request.
 *
 * @param soap the service
 * @param pace booked once for each action
 */
record PacedService(SoapService soap, Pace pace) {
    /** For calls that somebody waits for. */
    static final Pace AT_ONCE = () -> Duration.ZERO;

    /** Asks what can be asked until the deadline. */
    Reply.Done ask(Action action, Deadline deadline) throws GatewayException, InterruptedException {
        awaitTurn(action, deadline);
        return Await.result(soap.call(action, deadline.left()));
    }

    /** Asks for a change, which leaves some time to look what became of it. */
    Reply.Done change(Action action, Deadline deadline)
            throws GatewayException, InterruptedException {
        awaitTurn(action, deadline);
        return Await.result(soap.call(action, deadline.most()));
    }

    /** The slower of both. */
    PacedService also(Pace other) {
        return new PacedService(soap, () -> longer(pace.next(), other.next()));
    }

    String router() {
        return soap.router();
    }

    String serviceType() {
        return soap.serviceType();
    }

    private void awaitTurn(Action action, Deadline deadline)
            throws GatewayException, InterruptedException {
        Duration wait = pace.next();
        if (wait.compareTo(Duration.ZERO) <= 0) {
            return;
        }
        if (!deadline.allows(wait)) {
            throw new GatewayException(
                    UpnpResult.SOCKET_ERROR,
                    action.name()
                            + " was not sent: so many requests to "
                            + soap.router()
                            + " come first that its turn is not before the end of the call. Try"
                            + " again later.",
                    new OutOfTurnException());
        }
        // Ends early when the client is closed; what is asked then fails and says so.
        soap.http().awaitClosed(wait);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
