// SPDX-License-Identifier: Apache-2.0
package org.postern.api.gateway;

import org.jspecify.annotations.Nullable;

import java.io.Serial;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * A call failed. The message is one sentence for the user: it names the router and the action, the
 * reason, and what can be done.
 */
public final class GatewayException extends Exception {
    @Serial private static final long serialVersionUID = 1L;

    private static final int NO_CODE = -1;

    private final UpnpResult result;
    private final int upnpErrorCode;

    /**
     * A failure that no router reported by a UPnP error code.
     *
     * @param result the kind of failure, not {@link UpnpResult#SUCCESS}
     * @param message one sentence for the user
     */
    public GatewayException(UpnpResult result, String message) {
        this(result, NO_CODE, message, null);
    }

    /**
     * A failure with a cause.
     *
     * @param result the kind of failure
     * @param message one sentence for the user
     * @param cause what went wrong below
     */
    public GatewayException(UpnpResult result, String message, Throwable cause) {
        this(result, NO_CODE, message, cause);
    }

    /**
     * A failure that a router reported.
     *
     * @param result what the code means
     * @param upnpErrorCode the raw UPnP error code, 0 or more
     * @param message one sentence for the user
     */
    public GatewayException(UpnpResult result, int upnpErrorCode, String message) {
        this(result, upnpErrorCode, message, null);
    }

    private GatewayException(
            UpnpResult result, int upnpErrorCode, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.result = result;
        this.upnpErrorCode = upnpErrorCode;
    }

    /**
     * The sentence for the user.
     *
     * @return never null
     */
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }

    /**
     * The kind of failure.
     *
     * @return never {@link UpnpResult#SUCCESS}
     */
    public UpnpResult result() {
        return result;
    }

    /**
     * The code of the router's UPnP fault (UDA 1.1 section 3.2), as it came.
     *
     * @return empty when the failure is not a UPnP fault
     */
    public OptionalInt upnpErrorCode() {
        return upnpErrorCode == NO_CODE ? OptionalInt.empty() : OptionalInt.of(upnpErrorCode);
    }
}
