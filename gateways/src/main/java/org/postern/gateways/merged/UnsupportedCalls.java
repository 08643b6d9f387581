// SPDX-License-Identifier: Apache-2.0
package org.postern.gateways.merged;

import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.GatewayInfo;
import org.postern.api.gateway.Reason;

/** The failures of calls that no protocol of a gateway can carry out. */
final class UnsupportedCalls {
    private UnsupportedCalls() {}

    /** Says which gateway cannot do what, such as {@code look mappings up}. */
    static GatewayException failure(GatewayInfo gateway, String what) {
        return new GatewayException(
                Reason.UNSUPPORTED,
                (gateway.name().isEmpty() ? "The gateway" : gateway.name())
                        + " at "
                        + gateway.address().getHostAddress()
                        + " cannot "
                        + what
                        + ".");
    }
}
