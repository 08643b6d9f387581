// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.host;

import java.net.InetSocketAddress;

/**
 * A socket as the Linux kernel lists it.
 *
 * @param local the address and port that it is bound to; an IPv4 address where the kernel has it
 *     mapped into IPv6
 * @param remote the other end, in the same way; port 0 where there is none
 * @param state a state of TCP; the same numbers serve for UDP
 * @param inode the number by which the process that has it can be found; 0 where nobody has it yet
 */
public record KernelSocket(
        InetSocketAddress local, InetSocketAddress remote, int state, long inode) {
    /** TCP: this machine connects, and was not answered yet. */
    public static final int SYN_SENT = 2;

    /** TCP: a connection that this machine answered, and whose last step has not come. */
    public static final int SYN_RECEIVED = 3;

    /** UDP: connected to nobody. */
    public static final int UNCONNECTED = 7;

    /** TCP: waits for connections. */
    public static final int LISTEN = 10;
}
