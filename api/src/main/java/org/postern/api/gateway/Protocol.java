// SPDX-License-Identifier: Apache-2.0
package org.postern.api.gateway;

import java.util.Locale;

/** The transport protocol of a port mapping. */
public enum Protocol {
    /** Transmission Control Protocol. */
    TCP,
    /** User Datagram Protocol. */
    UDP;

    /**
     * Reads a protocol's name, in upper or lower case.
     *
     * @param text such as {@code tcp}
     * @return the protocol
     * @throws GatewayException {@link Reason#INVALID_PROTOCOL} for any other name
     */
    public static Protocol parse(String text) throws GatewayException {
        return switch (text.strip().toUpperCase(Locale.ROOT)) {
            case "TCP" -> TCP;
            case "UDP" -> UDP;
            default ->
                    throw new GatewayException(
                            Reason.INVALID_PROTOCOL,
                            "'" + text + "' is no protocol that can be mapped: use TCP or UDP.");
        };
    }
}
