// SPDX-License-Identifier: Apache-2.0
package org.postern.api.upnp;

import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Reason;

import java.time.Duration;

/** The ranges of the reference's arguments, and the sentences for what lies outside them. */
public final class UpnpLimits {
    /** The shortest lease that is not permanent, in seconds. */
    public static final int SHORTEST_LEASE = 120;

    /** The longest lease, in seconds: one day. */
    public static final int LONGEST_LEASE = 86400;

    private UpnpLimits() {}

    /**
     * Checks a lease.
     *
     * @param lease zero (permanent) or 120..86400 seconds
     * @throws GatewayException {@link UpnpResult#INVALID_DURATION}, naming the range
     */
    public static void checkLease(Duration lease) throws GatewayException {
        long seconds = lease.toSeconds();
        boolean inRange = seconds >= SHORTEST_LEASE && seconds <= LONGEST_LEASE;
        if (!lease.isZero() && !inRange) {
            throw new GatewayException(
                    Reason.INVALID_LEASE,
                    "A duration of "
                            + seconds
                            + " s is out of range: use 0 (permanent) or "
                            + SHORTEST_LEASE
                            + " to "
                            + LONGEST_LEASE
                            + " s.");
        }
    }

    /**
     * Checks the timeout of a search.
     *
     * @param timeout zero or more
     * @throws GatewayException {@link UpnpResult#INVALID_PARAM}
     */
    public static void checkTimeout(Duration timeout) throws GatewayException {
        if (timeout.isNegative()) {
            throw new GatewayException(
                    Reason.INVALID_ARGUMENT, "A negative timeout is out of range: use 0 or more.");
        }
    }

    /**
     * Checks the time-to-live of a search.
     *
     * @param ttl 0..255
     * @throws GatewayException {@link UpnpResult#INVALID_PARAM}, naming the range
     */
    public static void checkTtl(int ttl) throws GatewayException {
        if (ttl < 0 || ttl > 255) {
            throw new GatewayException(
                    Reason.INVALID_ARGUMENT, "A TTL of " + ttl + " is out of range: use 0 to 255.");
        }
    }

    /**
     * Checks the source port of a search.
     *
     * @param port 0 (any free port), 1 (port 1900) or another, up to 65535
     * @throws GatewayException {@link UpnpResult#INVALID_PARAM}, naming the range
     */
    public static void checkLocalPort(int port) throws GatewayException {
        if (port < 0 || port > 65535) {
            throw new GatewayException(
                    Reason.INVALID_ARGUMENT,
                    "The local port "
                            + port
                            + " is out of range: use 0 (any), 1 (port 1900) or"
                            + " another up to 65535.");
        }
    }
}
