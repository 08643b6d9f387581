// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.nexthop;

import org.postern.doctor.evidence.NextHop;
import org.postern.doctor.evidence.PortAnswer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.Selector;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is asked of one gateway over UDP. Belongs to the thread that asks. */
final class UdpConversation implements AutoCloseable {
    private final InetAddress gateway;
    private final MappingQuestion mapping;
    private final List<ProbeSocket> sockets;

    private UdpConversation(
            InetAddress gateway, MappingQuestion mapping, List<ProbeSocket> sockets) {
        this.gateway = gateway;
        this.mapping = mapping;
        this.sockets = sockets;
    }

    /** At the port of SSDP alone; asks nothing yet. */
    static UdpConversation openForDevices(InetAddress host, Selector selector) throws IOException {
        InetSocketAddress port = new InetSocketAddress(host, NextHop.SSDP);
        return new UdpConversation(
                host,
                new MappingQuestion(),
                List.of(ProbeSocket.open(port, new SsdpQuestion(host), selector)));
    }

    /** At both ports; asks nothing yet. */
    static UdpConversation open(InetAddress gateway, Selector selector) throws IOException {
        MappingQuestion mapping = new MappingQuestion();
        InetSocketAddress ssdpPort = new InetSocketAddress(gateway, NextHop.SSDP);
        InetSocketAddress pcpPort = new InetSocketAddress(gateway, NextHop.PCP);
        ProbeSocket ssdp = ProbeSocket.open(ssdpPort, new SsdpQuestion(gateway), selector);
        try {
            ProbeSocket pcp = ProbeSocket.open(pcpPort, mapping, selector);
            return new UdpConversation(gateway, mapping, List.of(ssdp, pcp));
        } catch (IOException | RuntimeException e) {
            ssdp.close();
            throw e;
        }
    }

    InetAddress gateway() {
        return gateway;
    }

    /** Asks at the ports that have not told anything. */
    void askSilent() throws ClosedChannelException {
        for (ProbeSocket each : sockets) {
            if (!hasTold(each)) {
                each.ask();
            }
        }
    }

    /** Whether nothing else is awaited. */
    boolean isSettled() {
        return sockets.stream().allMatch(ProbeSocket::isSettled);
    }

    /** Whether each port has told something, though more may come. */
    boolean hasTold() {
        return sockets.stream().allMatch(UdpConversation::hasTold);
    }

    private static boolean hasTold(ProbeSocket socket) {
        return socket.answer() != PortAnswer.SILENT;
    }

    /** Silence counts only where it was awaited. */
    UdpAnswers answers(boolean awaited) {
        Map<Integer, PortAnswer> ports = new TreeMap<>();
        for (ProbeSocket each : sockets) {
            if (awaited || hasTold(each)) {
                ports.put(each.port().getPort(), each.answer());
            }
        }
        return new UdpAnswers(ports, mapping.natPmpResult(), mapping.pcpResult());
    }

    @Override
    public void close() {
        sockets.forEach(ProbeSocket::close);
    }
}
