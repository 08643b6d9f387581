// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.presentation;

import org.postern.api.gateway.ControlCode;
import org.postern.api.gateway.GatewayException;
import org.postern.api.upnp.UpnpResult;
import org.postern.internal.json.JsonFields;

import java.util.Optional;

/** The facts of a failure, as JSON has them. */
public final class FailureFields {
    private FailureFields() {}

    /**
     * A failure.
     *
     * @param failure of a gateway; empty where none has a part in it
     * @param code the exit code
     * @param message for people
     * @return its fields, to which more can be added
     */
    public static JsonFields of(Optional<GatewayException> failure, int code, String message) {
        Optional<ControlCode> control = failure.flatMap(GatewayException::code);
        return new JsonFields()
                .put("result", failure.map(UpnpResult::of))
                .put("code", code)
                .put("message", message)
                .put("upnpErrorCode", UpnpResult.upnpErrorCode(control))
                .put("controlProtocol", control.map(ControlCode::controlProtocol))
                .put("controlCode", control.map(ControlCode::value));
    }
}
