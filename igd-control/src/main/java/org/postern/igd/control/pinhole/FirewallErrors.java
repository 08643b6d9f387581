// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.pinhole;

import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Reason;
import org.postern.igd.control.soap.Action;
import org.postern.igd.control.soap.ErrorCodes;
import org.postern.igd.control.soap.UpnpErrors;

import java.util.OptionalInt;

/**
 * The error codes of WANIPv6FirewallControl:1 (section 2.5), which mean other things than those of
 * port mappings.
 */
final class FirewallErrors implements ErrorCodes {
    /** No packet has come through a pinhole yet. */
    static final int NO_PACKET = 709;

    private static final String NOT_HELD =
            "It holds no such pinhole, or cannot change it; it is open until its lease ends at the"
                    + " latest.";

    private static final String NOT_CLOSED =
            "It has not closed the port, or did not hold it: it may be open until its lease ends.";

    private static final String NOT_OF_THIS_ACTION =
            "This code has no meaning here: try again, or open the port in the router's settings.";

    /** There is no such pinhole. */
    private static final int NO_SUCH_ENTRY = 704;

    /** Whether a router does not hold a pinhole, as far as it can be believed (quirk A64). */
    static boolean isGone(GatewayException failure) {
        return UpnpErrors.code(failure) == NO_SUCH_ENTRY;
    }

    @Override
    public GatewayException failure(Action action, OptionalInt code, String text, String message) {
        return switch (code.orElse(0)) {
            case 402, 501 ->
                    // What some answer in place of 704, and others to all that is asked (A64).
                    PinholeActions.isDeletion(action)
                            ? failure(Reason.FAILED, code, message, NOT_CLOSED)
                            : PinholeActions.isAboutHeld(action)
                                    ? failure(Reason.NOT_FOUND, code, message, NOT_HELD)
                                    : UpnpErrors.CODES.failure(action, code, text, message);
            case 403, 606 ->
                    failure(
                            Reason.NOT_AUTHORIZED,
                            code,
                            message,
                            "It opens ports of its IPv6 firewall only to the address that asks, and"
                                    + " may not let this machine open any, or none below 1024: look"
                                    + " in its settings under IPv6, firewall or permitted access.");
            case 701 ->
                    failure(
                            Reason.NO_RESOURCES,
                            code,
                            message,
                            "Its IPv6 firewall has no room for another port: close ports that are"
                                    + " not needed.");
            case 702 ->
                    failure(
                            Reason.NOT_AUTHORIZED,
                            code,
                            message,
                            "Its IPv6 firewall is switched off: there is nothing to open.");
            case 703 ->
                    failure(
                            Reason.NOT_AUTHORIZED,
                            code,
                            message,
                            "It lets no machine open ports of its IPv6 firewall: look in its"
                                    + " settings under IPv6 or firewall.");
            case NO_SUCH_ENTRY ->
                    PinholeActions.isAboutHeld(action)
                            ? failure(Reason.NOT_FOUND, code, message, NOT_HELD)
                            : failure(Reason.FAILED, code, message, NOT_OF_THIS_ACTION);
            case 705 -> failure(Reason.INVALID_PROTOCOL, code, message, "Try the other protocol.");
            case 706, 707, 708 ->
                    failure(
                            Reason.UNSUPPORTED,
                            code,
                            message,
                            "Open the port in the router's settings.");
            case NO_PACKET ->
                    failure(
                            Reason.FAILED,
                            code,
                            message,
                            PinholeActions.isAboutHeld(action)
                                    ? "No packet has come through it yet."
                                    : NOT_OF_THIS_ACTION);
            default -> UpnpErrors.CODES.failure(action, code, text, message);
        };
    }

    private static GatewayException failure(
            Reason reason, OptionalInt code, String message, String whatToTry) {
        return new GatewayException(
                reason, UpnpErrors.controlCode(code.orElse(0)), message + " " + whatToTry);
    }
}
