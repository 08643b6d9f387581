// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.gateway;

import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.UpnpResult;

/** Says in a sentence what a refusal of AddPortMapping means, after a look at the table. */
final class Refusals {
    private static final int FIRST_USUAL_PORT = 1024;

    private Refusals() {}

    /** Whether the code says that the port is in use; 718 of IGD:1 may also mean no permission. */
    static boolean isConflict(int code) {
        return code == 718 || code == 729;
    }

    /** Whether the code may mean anything, also that the port is in use (quirks A10, A17). */
    static boolean isDoubtful(int code) {
        return code == 402 || code == 501 || code == 600 || code == 601;
    }

    static boolean isDenial(int code) {
        return code == 403 || code >= 606 && code <= 612;
    }

    /** Whether a port of 1024 or above may be let in where this one is not (quirk A19). */
    static boolean isLowPort(Attempt attempt, int code) {
        return attempt.externalPort() < FIRST_USUAL_PORT && (isDenial(code) || code == 716);
    }

    /** Whether what the router holds at the port can say more than the code. */
    static boolean asksForALook(int code) {
        return switch (code) {
            case 401, 602, 605, 715, 716, 724, 725, 726, 727, 732 -> false;
            default -> !isDenial(code);
        };
    }

    /** Somebody else's mapping stands there. */
    static GatewayException held(
            String router, Attempt attempt, PortMapping entry, GatewayException refusal) {
        String holder =
                entry.internalClient().isAnyLocalAddress()
                        ? "a client that it does not name"
                        : entry.internalClient().getHostAddress() + " port " + entry.internalPort();
        String name = entry.description().isEmpty() ? "" : " ('" + entry.description() + "')";
        return Trail.failed(
                UpnpResult.CONFLICT_WITH_OTHER_MAPPING,
                refused(router, attempt.port(), refusal)
                        + ": it holds the port for "
                        + holder
                        + name
                        + ". Choose another port, or --any-port.",
                refusal);
    }

    /** The port is refused as if it were taken, but nothing is seen there (quirks A16, A27). */
    static GatewayException unseen(String router, Attempt attempt, GatewayException refusal) {
        return because(
                refused(router, attempt.port(), refusal)
                        + ", though it shows no mapping there: a rule of its own or a hidden one of"
                        + " another client uses the port, or it does not let this machine map it."
                        + " Try another port, or --any-port; else look in the router's settings.",
                refusal);
    }

    /** The router keeps low ports, or does not let itself be changed at all. */
    static GatewayException low(String router, Attempt attempt, GatewayException refusal) {
        return because(
                refused(router, attempt.port(), refusal)
                        + ". Many routers refuse ports below 1024: choose one of 1024 or above, or"
                        + " --any-port; else look in its settings whether UPnP may change port"
                        + " mappings.",
                refusal);
    }

    /** The router maps a port to the same number only, which the user has to choose. */
    static GatewayException samePort(String router, Attempt attempt, GatewayException refusal) {
        int external = attempt.externalPort();
        int internal = attempt.internalPort();
        return because(
                refused(router, attempt.port() + " to " + internal, refusal)
                        + ": it forwards a port only to the same number inside. Open port "
                        + internal
                        + " instead, or let your program listen on "
                        + external
                        + ".",
                refusal);
    }

    /** Port after port was refused. */
    static GatewayException everywhere(
            String router, boolean nothingSeen, int ports, GatewayException refusal) {
        return because(
                refused(router, ports + " ports, lastly", refusal)
                        + (nothingSeen
                                ? ", though it shows no mapping at them: it probably does not let"
                                        + " this machine map any port. Look in its settings under"
                                        + " UPnP, and whether this machine is in its main network."
                                : ". Look with 'mappings' what it holds, or name a port far from"
                                        + " these."),
                refusal);
    }

    private static String refused(String router, String what, GatewayException refusal) {
        return router
                + " refused AddPortMapping for "
                + what
                + " with error "
                + MappingCalls.code(refusal);
    }

    private static GatewayException because(String message, GatewayException refusal) {
        return Trail.failed(refusal.result(), message, refusal);
    }
}
