// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.soap;

import org.postern.api.gateway.Advice;
import org.postern.api.gateway.ControlCode;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Reason;
import org.postern.api.upnp.UpnpAttributes;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * The one place where error codes of the WAN*Connection services are translated (UDA 1.1 table 3-3,
 * WANIPConnection:1 section 2.4, WANIPConnection:2 section 2.5), and what a user can try.
 */
public final class UpnpErrors {
    /** For the services whose codes are translated here. */
    public static final ErrorCodes CODES =
            (action, code, text, message) -> failure(code, text, message);

    private UpnpErrors() {}

    public static Reason reason(int code) {
        return switch (code) {
            case 402, 600, 601, 605, 713, 733 -> Reason.INVALID_ARGUMENT;
            case 403, 606, 607, 608, 609, 610, 611, 612 -> Reason.NOT_AUTHORIZED;
            case 401, 501, 602, 603, 604 -> Reason.FAILED;
            case 714, 730 -> Reason.NOT_FOUND;
            case 715, 716, 724, 726, 727, 732 -> Reason.UNSUPPORTED;
            case 718 -> Reason.CONFLICT;
            case 725 -> Reason.LEASE_REFUSED;
            case 728 -> Reason.NO_RESOURCES;
            case 729 -> Reason.RESERVED;
            default -> Reason.UNKNOWN;
        };
    }

    /**
     * A failure that a router reported, with advice. The message says what failed, where, and with
     * which code; what to try is added.
     */
    public static GatewayException failure(int code, String message) {
        return advising(
                new GatewayException(
                        reason(code), controlCode(code), message + " " + whatToTry(code)));
    }

    private static GatewayException advising(GatewayException failure) {
        return switch (failure.reason()) {
            case CONFLICT, RESERVED -> failure.advising(Advice.ANY_PORT);
            case NOT_FOUND -> failure.advising(Advice.LIST_MAPPINGS);
            case LEASE_REFUSED -> failure.advising(Advice.PERMANENT_LEASE);
            default -> failure;
        };
    }

    /**
     * A failure that a router reported with a code, a text, or neither. The text counts where the
     * code does not say what is wrong (quirk A46).
     */
    static GatewayException failure(OptionalInt code, String text, String message) {
        Optional<Reason> told =
                isVague(code.orElse(0)) ? FaultWords.reason(text) : Optional.empty();
        if (told.isEmpty()) {
            return code.isPresent()
                    ? failure(code.getAsInt(), message)
                    : new GatewayException(
                            Reason.TRANSPORT_ERROR,
                            message + " Try again; a restart of the router often helps.");
        }
        String advised = message + " " + whatToTry(codeOf(told.get()));
        GatewayException failure =
                code.isPresent()
                        ? new GatewayException(told.get(), controlCode(code.getAsInt()), advised)
                        : new GatewayException(told.get(), advised);
        return advising(failure);
    }

    /**
     * The code of the standard for what a router meant; zero where it told no reason, or nothing
     * that is known.
     */
    public static int meaning(GatewayException failure) {
        int code = code(failure);
        if (!isVague(code)) {
            return code;
        }
        int told = codeOf(failure.reason());
        return told > 0 ? told : reason(code) == Reason.UNKNOWN ? 0 : code;
    }

    /** Whether the code may mean anything (quirks A10, A17). */
    private static boolean isVague(int code) {
        return switch (code) {
            case 402, 501, 600, 601, 602, 603, 604 -> true;
            default -> reason(code) == Reason.UNKNOWN;
        };
    }

    /** For the reasons that a text can tell. */
    private static int codeOf(Reason reason) {
        return switch (reason) {
            case NO_RESOURCES -> 728;
            case NOT_AUTHORIZED -> 606;
            case CONFLICT -> 718;
            case LEASE_REFUSED -> 725;
            default -> 0;
        };
    }

    public static ControlCode controlCode(int code) {
        return new ControlCode(UpnpAttributes.CONTROL_PROTOCOL, code);
    }

    /** The code that a router gave with a failure; zero where it came without one. */
    public static int code(GatewayException failure) {
        return failure.code().map(ControlCode::value).orElse(0);
    }

    private static String whatToTry(int code) {
        return switch (code) {
            case 401 -> "The router does not have this action: look in its settings instead.";
            case 403, 606, 607, 608, 609, 610, 611, 612 ->
                    "Port mapping over UPnP is switched off on this router, or not allowed for this"
                            + " machine or port: look in its settings under UPnP or NAT. Many"
                            + " routers keep the ports below 1024.";
            case 713, 714, 730 -> "The router may hide other clients' entries.";
            case 718 -> "The port is taken by another client or not permitted: try another port.";
            case 729 -> "A fixed rule of the router uses the port: try another port.";
            case 724 -> "Use the same port number outside and inside.";
            case 725 -> "Ask for a permanent mapping.";
            case 727 ->
                    "It forwards all ports to one machine or none: choose this machine as exposed"
                            + " host (DMZ) in its settings, if you want that.";
            case 726 ->
                    "Every outside host is let in already, so map the port in the router's"
                            + " settings.";
            case 715, 716 ->
                    "Use a port of 1024 or above, or map the port in the router's settings.";
            case 728 -> "The router's table is full: remove mappings that are not needed.";
            case 402, 600, 601, 605 ->
                    "The router does not take this: look in its settings, or in its own log, for"
                            + " the reason.";
            case 501, 602, 603, 604 -> "Try again later, or restart the router.";
            default -> "Look in the router's own log for the reason.";
        };
    }
}
