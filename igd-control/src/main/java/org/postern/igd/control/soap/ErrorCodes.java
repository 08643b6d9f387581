// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.soap;

import org.postern.api.gateway.GatewayException;

import java.util.OptionalInt;

/** What the error codes of a service mean: above 700, each service has its own. */
@FunctionalInterface
public interface ErrorCodes {
    /**
     * The failure of an action that was refused with a code, a text, or neither. What to try is added
     * to the message.
     */
    GatewayException failure(Action action, OptionalInt code, String text, String message);
}
