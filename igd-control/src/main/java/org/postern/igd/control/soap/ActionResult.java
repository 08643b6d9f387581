// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.soap;

import static org.postern.igd.control.logging.IgdLog.LOG;

import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Reason;
import org.postern.igd.control.description.DeviceText;
import org.postern.igd.control.description.Peer;
import org.postern.igd.control.http.FailureCause;
import org.postern.igd.control.http.HttpFormatException;
import org.postern.igd.control.http.HttpResponse;
import org.postern.igd.control.xml.XmlFormatException;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Objects;

/**
 * What came of an action.
 *
 * @param action that was asked
 * @param router its name in messages
 * @param peer where it was asked
 * @param errors what its error codes mean
 */
record ActionResult(Action action, String router, Peer peer, ErrorCodes errors) {
    private static final String RETRY = "Try again; a restart of the router often helps.";

    /** What the router gave in a response; fails where it refused, or cannot be understood. */
    Reply.Done of(HttpResponse response) throws GatewayException {
        try {
            Reply reply = ReplyReader.read(response);
            if (LOG.isLoggable(Level.DEBUG)) {
                String said = DeviceText.clean(reply.toString());
                LOG.log(Level.DEBUG, action.name() + " <- " + router + ": " + said);
            }
            if (reply instanceof Reply.Done done) {
                return done;
            }
            if (reply instanceof Reply.Nothing) {
                return nothing();
            }
            throw logged(refusal(reply));
        } catch (XmlFormatException e) {
            throw logged(unreadable(e));
        }
    }

    /** The failure of an action to which no response came. */
    GatewayException unreachable(Throwable cause) {
        Throwable root = FailureCause.of(cause);
        return logged(
                root instanceof HttpFormatException
                        ? unreadable(root)
                        : failure(
                                Reason.UNREACHABLE,
                                "could not be reached at " + peer.host() + ": " + words(root),
                                "Check the connection to the router and search again.",
                                root));
    }

    /** Some routers answer a change with nothing (quirk A35); a question needs its answer. */
    private Reply.Done nothing() throws GatewayException {
        if (action.name().startsWith("Get")) {
            throw logged(
                    new GatewayException(
                            Reason.INVALID_RESPONSE,
                            action.name()
                                    + " failed: "
                                    + router
                                    + " gave an empty answer. "
                                    + RETRY));
        }
        return new Reply.Done(Map.of());
    }

    private GatewayException refusal(Reply reply) {
        if (reply instanceof Reply.Fault fault) {
            return errors.failure(
                    action,
                    fault.errorCode(),
                    fault.description(),
                    router + " refused " + action.name() + " with " + words(fault) + ".");
        }
        return new GatewayException(
                Reason.TRANSPORT_ERROR,
                router
                        + " refused "
                        + action.name()
                        + " with HTTP status "
                        + ((Reply.HttpRefusal) reply).status()
                        + ". "
                        + RETRY);
    }

    private static String words(Reply.Fault fault) {
        String code =
                fault.errorCode().isPresent()
                        ? "error " + fault.errorCode().getAsInt()
                        : "a fault without an error code";
        return fault.description().isEmpty() ? code : code + ", \"" + fault.description() + "\"";
    }

    private GatewayException unreadable(Throwable cause) {
        return failure(
                Reason.INVALID_RESPONSE,
                "gave an answer that cannot be read: " + cause.getMessage(),
                RETRY,
                cause);
    }

    private GatewayException failure(Reason result, String what, String advice, Throwable cause) {
        return new GatewayException(
                result, action.name() + " failed: " + router + " " + what + ". " + advice, cause);
    }

    private static String words(Throwable cause) {
        return cause instanceof IOException
                ? Objects.requireNonNullElse(cause.getMessage(), cause.toString())
                : cause.toString();
    }

    private GatewayException logged(GatewayException failure) {
        LOG.log(Level.DEBUG, () -> action.name() + " <- " + failure.getMessage());
        return failure;
    }
}
