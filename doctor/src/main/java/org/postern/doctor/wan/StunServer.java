// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.wan;

import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Reason;

/**
 * A STUN server of the user's choice.
 *
 * @param host a name or an IPv4 address
 * @param port 1..65535
 */
public record StunServer(String host, int port) {
    /** RFC 8489 section 8.1. */
    private static final int DEFAULT_PORT = 3478;

    private static final int MAX_PORT = 65_535;

    /** RFC 1035 section 2.3.4. */
    private static final int LONGEST_NAME = 253;

    private static final int LONGEST_PORT = 5;

    /**
     * Reads {@code HOST} or {@code HOST:PORT}; the port is 3478 by default.
     *
     * @throws GatewayException {@link Reason#INVALID_ARGUMENT} for anything else
     */
    public static StunServer parse(String text) throws GatewayException {
        int colon = text.indexOf(':');
        String host = colon < 0 ? text : text.substring(0, colon);
        if (!isName(host)) {
            throw invalid(text, "the host is missing, or is no name and no IPv4 address");
        }
        return new StunServer(
                host, colon < 0 ? DEFAULT_PORT : port(text, text.substring(colon + 1)));
    }

    private static boolean isName(String host) {
        for (int i = 0; i < host.length(); i++) {
            char each = host.charAt(i);
            if (!Character.isLetterOrDigit(each) && each != '.' && each != '-' && each != '_') {
                return false;
            }
        }
        return !host.isEmpty() && host.length() <= LONGEST_NAME;
    }

    private static int port(String text, String digits) throws GatewayException {
        if (digits.isEmpty()
                || digits.length() > LONGEST_PORT
                || !digits.chars().allMatch(each -> each >= '0' && each <= '9')) {
            throw invalid(text, "the port is no number");
        }
        int port = Integer.parseInt(digits);
        if (port < 1 || port > MAX_PORT) {
            throw invalid(text, "the port is not 1 to 65535");
        }
        return port;
    }

    private static GatewayException invalid(String text, String why) {
        return new GatewayException(
                Reason.INVALID_ARGUMENT,
                "'"
                        + text
                        + "' is no STUN server: "
                        + why
                        + ". Use HOST or HOST:PORT, such as stun.example.org:3478.");
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
