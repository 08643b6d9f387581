// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.mapping.refusal;

import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Reason;
import org.postern.igd.control.calls.Attempt;
import org.postern.igd.control.calls.ControlSession;
import org.postern.igd.control.soap.UpnpErrors;

import java.util.Optional;

/**
 * Explains error 501 of a router that is connected and has no external IPv4 address: miniupnpd says
 * so behind another router (quirk A69).
 */
public final class MissingAddressRefusal {
    private MissingAddressRefusal() {}

    /** Empty where the router has an address, or that is not known. */
    public static Optional<GatewayException> explained(
            Attempt attempt, GatewayException refusal, ControlSession session) {
        return session.missingAddress()
                .explanation()
                .map(
                        why ->
                                refusal.reworded(
                                        Reason.NO_ADDRESS,
                                        session.router()
                                                + " refused AddPortMapping for "
                                                + attempt.key()
                                                + " with error "
                                                + UpnpErrors.code(refusal)
                                                + ". "
                                                + why));
    }
}
