// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.outside.server;

import org.postern.api.gateway.Protocol;
import org.postern.doctor.internal.address.AddressLiteral;

import java.net.InetAddress;

/**
 * What is to be checked.
 *
 * @param protocol TCP or UDP
 * @param address of who asks
 * @param port 1..65535
 */
public record CheckTarget(Protocol protocol, InetAddress address, int port) {
    private static final int PARTS = 4;
    private static final int LONGEST_PORT = 5;
    private static final int HIGHEST_PORT = 65_535;

    /** A scope is one of the host that asks, and means nothing here; escapes are not needed. */
    private static final char SCOPE_OR_ESCAPE = '%';

    /**
     * Reads a path.
     *
     * @param path such as {@code /tcp/203.0.113.7/8080}
     * @throws HelperRefusedException where it is none
     */
    static CheckTarget of(String path) throws HelperRefusedException {
        String[] parts = path.split("/", -1);
        if (parts.length != PARTS || !parts[0].isEmpty()) {
            throw new HelperRefusedException(HelperRefusal.NO_SUCH_PATH);
        }
        return new CheckTarget(protocol(parts[1]), address(parts[2]), port(parts[3]));
    }

    private static Protocol protocol(String text) throws HelperRefusedException {
        return switch (text) {
            case "tcp" -> Protocol.TCP;
            case "udp" -> Protocol.UDP;
            default -> throw new HelperRefusedException(HelperRefusal.NO_SUCH_PATH);
        };
    }

    /** No text ever reaches a name server. */
    private static InetAddress address(String text) throws HelperRefusedException {
        if (text.indexOf(SCOPE_OR_ESCAPE) >= 0) {
            throw new HelperRefusedException(HelperRefusal.BAD_ADDRESS);
        }
        return AddressLiteral.parse(text)
                .orElseThrow(() -> new HelperRefusedException(HelperRefusal.BAD_ADDRESS));
    }

    private static int port(String text) throws HelperRefusedException {
        boolean digits = text.chars().allMatch(digit -> digit >= '0' && digit <= '9');
        int port =
                digits && !text.isEmpty() && text.length() <= LONGEST_PORT
                        ? Integer.parseInt(text)
                        : 0;
        if (port < 1 || port > HIGHEST_PORT) {
            throw new HelperRefusedException(HelperRefusal.BAD_PORT);
        }
        return port;
    }
}
