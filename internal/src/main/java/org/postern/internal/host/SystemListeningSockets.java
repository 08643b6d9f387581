// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.host;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/** Reads who listens on this machine: the kernel's files on Linux, netstat elsewhere. */
public final class SystemListeningSockets {
    private SystemListeningSockets() {}

    /**
     * Those of now. On Linux a matter of a millisecond; elsewhere it blocks until a command has
     * ended, six seconds at most.
     *
     * @throws InterruptedException when the calling thread is interrupted meanwhile
     */
    public static ListeningSockets read() throws InterruptedException {
        String system = System.getProperty("os.name", "");
        try {
            return system.equals("Linux")
                    ? ofLinux(LinuxSockets.tcp(), LinuxSockets.udp())
                    : NetstatSockets.of(system).read();
        } catch (IOException e) {
            System.getLogger(SystemListeningSockets.class.getName())
                    .log(Level.DEBUG, "Who listens here is unknown: " + e.getMessage() + ".");
            return ListeningSockets.NOT_MEASURED;
        }
    }

    static ListeningSockets ofLinux(List<KernelSocket> tcp, List<KernelSocket> udp) {
        return new ListeningSockets(
                true, in(KernelSocket.LISTEN, tcp), in(KernelSocket.UNCONNECTED, udp));
    }

    private static List<InetSocketAddress> in(int state, List<KernelSocket> sockets) {
        List<InetSocketAddress> found = new ArrayList<>();
        for (KernelSocket each : sockets) {
            if (each.state() == state) {
                InetSocketAddress local = each.local();
                found.add(local);
                // The files do not tell the few that are for IPv6 alone (IPV6_V6ONLY, ipv6(7)).
                if (local.getAddress() instanceof Inet6Address
                        && local.getAddress().isAnyLocalAddress()) {
                    found.add(new InetSocketAddress(allOfIpv4(), local.getPort()));
                }
            }
        }
        return found;
    }

    private static InetAddress allOfIpv4() {
        try {
            return InetAddress.getByAddress(new byte[4]);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("Four bytes are an address.", e);
        }
    }
}
