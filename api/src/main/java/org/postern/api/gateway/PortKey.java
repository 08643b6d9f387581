// SPDX-License-Identifier: Apache-2.0
package org.postern.api.gateway;

import org.jspecify.annotations.Nullable;

/**
 * What identifies a mapping on a gateway. Ordered by external port, then by protocol.
 *
 * @param protocol TCP or UDP
 * @param externalPort 1..65535
 */
public record PortKey(Protocol protocol, int externalPort) implements Comparable<PortKey> {
    // The JDK generates a record's own equals and hashCode at their first call, in a dozen classes.

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PortKey key
                && protocol == key.protocol
                && externalPort == key.externalPort;
    }

    @Override
    public int hashCode() {
        return 31 * externalPort + protocol.ordinal();
    }

    /**
     * A TCP port.
     *
     * @param externalPort 1..65535
     * @return its key
     */
    public static PortKey tcp(int externalPort) {
        return new PortKey(Protocol.TCP, externalPort);
    }

    /**
     * A UDP port.
     *
     * @param externalPort 1..65535
     * @return its key
     */
    public static PortKey udp(int externalPort) {
        return new PortKey(Protocol.UDP, externalPort);
    }

    /**
     * Checks the port.
     *
     * @throws GatewayException {@link Reason#INVALID_PORT}, naming the range
     */
    public void check() throws GatewayException {
        checkExternalPort(externalPort);
    }

    /**
     * Checks an external port.
     *
     * @param port 1..65535
     * @throws GatewayException {@link Reason#INVALID_PORT}, naming the range
     */
    public static void checkExternalPort(int port) throws GatewayException {
        if (port < 1 || port > 65535) {
            throw new GatewayException(
                    Reason.INVALID_PORT, "The port " + port + " is out of range: use 1 to 65535.");
        }
    }

    /**
     * Checks a range of external ports.
     *
     * @param first 1..65535
     * @param last first..65535
     * @throws GatewayException {@link Reason#INVALID_PORT}, naming what is wrong
     */
    public static void checkExternalRange(int first, int last) throws GatewayException {
        checkExternalPort(first);
        checkExternalPort(last);
        if (first > last) {
            throw new GatewayException(
                    Reason.INVALID_PORT,
                    "'" + first + "-" + last + "' is not a range: give the lower port first.");
        }
    }

    @Override
    public int compareTo(PortKey other) {
        // Not by a Comparator of the JDK, for which it makes classes at run time.
        return externalPort == other.externalPort
                ? protocol.compareTo(other.protocol)
                : Integer.compare(externalPort, other.externalPort);
    }

    /**
     * The key for people.
     *
     * @return such as {@code TCP port 8080}
     */
    @Override
    public String toString() {
        return protocol + " port " + externalPort;
    }
}
