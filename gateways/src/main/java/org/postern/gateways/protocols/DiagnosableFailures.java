// SPDX-License-Identifier: Apache-2.0
package org.postern.gateways.protocols;

import org.postern.api.gateway.Advice;
import org.postern.api.gateway.GatewayException;

/** Failures of which a look at this machine, its network and its gateway tells more. */
public final class DiagnosableFailures {
    private DiagnosableFailures() {}

    /** The same failure, with the advice to have it examined where that tells more. */
    public static GatewayException advised(GatewayException failure) {
        boolean tellsMore =
                switch (failure.reason()) {
                    case UNREACHABLE,
                            TRANSPORT_ERROR,
                            INVALID_RESPONSE,
                            NOT_AUTHORIZED,
                            CONFLICT,
                            RESERVED,
                            NO_RESOURCES,
                            NOT_HELD,
                            NO_ADDRESS,
                            FAILED,
                            INVALID_GATEWAY,
                            NO_GATEWAY,
                            NO_DEVICES,
                            UNKNOWN ->
                            true;
                    // What the gateway calls so may be anything.
                    case INVALID_ARGUMENT -> failure.code().isPresent();
                    case UNSUPPORTED,
                            LEASE_REFUSED,
                            NOT_FOUND,
                            INVALID_PORT,
                            INVALID_PROTOCOL,
                            INVALID_LEASE ->
                            false;
                };
        return tellsMore ? failure.advising(Advice.DIAGNOSE) : failure;
    }
}
