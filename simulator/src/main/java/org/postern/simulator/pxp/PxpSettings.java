// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.pxp;

/**
 * Which protocols are spoken, and where.
 *
 * @param port 0: any
 * @param ipv4 whether anything listens over IPv4
 * @param ipv6 whether PCP is spoken over IPv6
 */
public record PxpSettings(boolean pcp, boolean natPmp, int port, boolean ipv4, boolean ipv6) {
    /** These settings with these protocols. */
    public PxpSettings speaking(boolean withPcp, boolean withNatPmp) {
        return new PxpSettings(withPcp, withNatPmp, port, ipv4, ipv6);
    }

    /** These settings over these versions of IP. */
    public PxpSettings over(boolean withIpv4, boolean withIpv6) {
        return new PxpSettings(pcp, natPmp, port, withIpv4, withIpv6);
    }
}
