// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.host;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/** Reads who listens on this machine: the kernel's files on Linux, netstat elsewhere. */
public final class SystemListeningSockets {
    private SystemListeningSockets() {}

    /**
     * Those of now. On Linux a matter of a millisecond; elsewhere it blocks until a command has
     * ended, six seconds at most. The kernel's files do not tell sockets apart that are for IPv6
     * alone (IPV6_V6ONLY, ipv6(7)): on Linux all count for both families.
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

    /**
     * The same, and exact for one port, which is taken for a moment where it is free over IPv4: who
     * has it over IPv6 is then not reached over IPv4.
     *
     * @param port 1..65535
     * @throws InterruptedException when the calling thread is interrupted meanwhile
     */
    public static ListeningSockets readFor(int port) throws InterruptedException {
        ListeningSockets all = read();
        InetSocketAddress ipv4 = Ipv4Port.onAllAddresses(port);
        boolean noTcp = all.tcp().contains(ipv4) && Ipv4Port.isFreeTcp(port);
        boolean noUdp = all.udp().contains(ipv4) && Ipv4Port.isFreeUdp(port);
        return noTcp || noUdp
                ? new ListeningSockets(
                        true,
                        noTcp ? without(ipv4, all.tcp()) : all.tcp(),
                        noUdp ? without(ipv4, all.udp()) : all.udp())
                : all;
    }

    private static List<InetSocketAddress> without(
            InetSocketAddress one, List<InetSocketAddress> sockets) {
        List<InetSocketAddress> others = new ArrayList<>(sockets);
        others.removeIf(one::equals);
        return others;
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
                if (local.getAddress() instanceof Inet6Address
                        && local.getAddress().isAnyLocalAddress()) {
                    found.add(Ipv4Port.onAllAddresses(local.getPort()));
                }
            }
        }
        return found;
    }
}
