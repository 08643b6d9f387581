// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.mapping.refusal;

import org.postern.api.gateway.Advice;
import org.postern.api.gateway.GatewayException;
import org.postern.igd.control.calls.Attempt;
import org.postern.igd.control.calls.ControlSession;
import org.postern.igd.control.calls.PortPermissions;
import org.postern.igd.control.soap.UpnpErrors;

/**
 * Explains codes such as 606, which say that something is not allowed and not what: this port, this
 * machine, or any change (quirk A16). What the router did with other ports tells.
 */
public final class DeniedPort {
    private DeniedPort() {}

    public static GatewayException explained(
            Attempt attempt, GatewayException refusal, ControlSession session) {
        PortPermissions known = session.permissions();
        int port = attempt.externalPort();
        known.deny(port);
        boolean ofMachine = known.hasDeniedOtherThan(port);
        GatewayException explained =
                refusal.reworded(
                        refusal.reason(),
                        RefusalCodes.isDenial(UpnpErrors.code(refusal))
                                ? refused(attempt, refusal, session) + why(known, ofMachine)
                                // The router's own words, in place of a code, come first.
                                : refusal.getMessage() + more(known, ofMachine));
        return ofMachine ? explained : explained.advising(Advice.ANY_PORT);
    }

    private static String refused(
            Attempt attempt, GatewayException refusal, ControlSession session) {
        return session.router()
                + " refused AddPortMapping for "
                + attempt.key()
                + " with error "
                + UpnpErrors.code(refusal);
    }

    private static String more(PortPermissions known, boolean ofMachine) {
        if (ofMachine) {
            return " It has refused other ports likewise.";
        }
        return known.hasOpened() ? " It has opened another port for this machine." : "";
    }

    private static String why(PortPermissions known, boolean ofMachine) {
        if (ofMachine) {
            return ", as for other ports: it does not let this machine open any. Look in its"
                    + " settings under UPnP or NAT.";
        }
        return known.hasOpened()
                ? ", though it has opened another port for this machine: its rules do not allow"
                        + " this one. Choose another port, such as one above 10000."
                : ": its rules do not allow this port, or it does not let this machine open any."
                        + " Try another port, such as one above 10000; else look in its settings"
                        + " under UPnP or NAT.";
    }
}
