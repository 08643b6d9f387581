// SPDX-License-Identifier: Apache-2.0
package org.postern.api.gateway;

import java.time.Duration;

/**
 * What is asked of a gateway when a port is to be opened. The internal client is always this
 * machine, at the address that the connection to the router really uses: routers refuse others.
 *
 * @param protocol TCP or UDP
 * @param externalPort 1..65535; ports below 1024 are refused by many routers
 * @param internalPort 0..65535; 0 means the same as the external port
 * @param description free text shown by the router; at most about 60 ASCII characters survive on
 *     all of them
 * @param lease whole seconds, 0 (permanent) to 604800 (WANIPConnection:2 section 2.3.16)
 * @param anyPort true to take another external port, at which nothing is seen, when the asked one
 *     is taken or refused in a way that others may not be
 */
public record MappingRequest(
        Protocol protocol,
        int externalPort,
        int internalPort,
        String description,
        Duration lease,
        boolean anyPort) {

    /** The longest lease of WANIPConnection:2: one week. */
    public static final Duration LONGEST_LEASE = Duration.ofDays(7);

    /**
     * The internal port that is meant.
     *
     * @return {@link #internalPort}, or the external port where that is 0
     */
    public int effectiveInternalPort() {
        return internalPort == 0 ? externalPort : internalPort;
    }

    /**
     * Checks the ranges, before anything is sent.
     *
     * @throws GatewayException {@link UpnpResult#INVALID_PORT} or {@link
     *     UpnpResult#INVALID_DURATION}, naming the range
     */
    public void check() throws GatewayException {
        checkExternalPort(externalPort);
        if (internalPort < 0 || internalPort > 65535) {
            throw new GatewayException(
                    UpnpResult.INVALID_PORT,
                    "The internal port "
                            + internalPort
                            + " is out of range: use 0 (the same as the"
                            + " external port) to 65535.");
        }
        if (lease.isNegative() || lease.compareTo(LONGEST_LEASE) > 0 || lease.toNanosPart() != 0) {
            throw new GatewayException(
                    UpnpResult.INVALID_DURATION,
                    "A lease of "
                            + lease.toSeconds()
                            + " s is out of range: use whole seconds, 0 (permanent) to "
                            + LONGEST_LEASE.toSeconds()
                            + " s.");
        }
    }

    /**
     * Checks an external port.
     *
     * @param port 1..65535
     * @throws GatewayException {@link UpnpResult#INVALID_PORT}, naming the range
     */
    public static void checkExternalPort(int port) throws GatewayException {
        if (port < 1 || port > 65535) {
            throw new GatewayException(
                    UpnpResult.INVALID_PORT,
                    "The port " + port + " is out of range: use 1 to 65535.");
        }
    }

    /**
     * Checks a range of external ports.
     *
     * @param first 1..65535
     * @param last first..65535
     * @throws GatewayException {@link UpnpResult#INVALID_PORT}, naming what is wrong
     */
    public static void checkExternalRange(int first, int last) throws GatewayException {
        checkExternalPort(first);
        checkExternalPort(last);
        if (first > last) {
            throw new GatewayException(
                    UpnpResult.INVALID_PORT,
                    "The ports " + first + " to " + last + " are no range: name the lower first.");
        }
    }
}
