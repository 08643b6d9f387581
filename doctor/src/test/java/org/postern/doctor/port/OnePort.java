// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.port;

import org.postern.api.doctor.OutsideHelper;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.Protocol;
import org.postern.doctor.evidence.DroppedPackets;
import org.postern.doctor.evidence.NextHop.Neighbour;
import org.postern.doctor.evidence.PortEvidence;
import org.postern.doctor.internal.host.ListeningSockets;
import org.postern.doctor.port.inbound.DropCounter;
import org.postern.doctor.port.inbound.TcpTable;
import org.postern.doctor.timing.TimeLimit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

/** What a test examines a port with: nothing is known but what it sets. */
public final class OnePort {
    public static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    public static final Duration LONG = Duration.ofSeconds(50);

    /** At which nobody listens. */
    public final int number = free();

    public final PortKey key = PortKey.tcp(number);

    public ListeningSockets listening = new ListeningSockets(true, List.of(), List.of());
    public TcpTable table = List::of;
    public HolderLookup holders = (host, limit) -> Neighbour.NOT_MEASURED;
    public DropCounter drops = () -> () -> DroppedPackets.NOT_MEASURED;
    public Optional<OutsideHelper> helper = Optional.empty();
    public boolean testMapping = true;
    public Protocol protocol = Protocol.TCP;
    public int internalPort = number;

    /** The internal port of which it was asked who listens; 0 before. */
    public volatile int lookedAt;

    private ListeningSockets listening(int port) {
        lookedAt = port;
        return listening;
    }

    public PortEvidence examine(Gateway gateway) throws InterruptedException {
        return examine(gateway, LONG);
    }

    public PortEvidence examine(Gateway gateway, Duration time) throws InterruptedException {
        return new PortCollector(
                        new PortProbes(this::listening, table, holders, helper, new Random(7)))
                .collect(inquiry(gateway), drops, TimeLimit.of(time));
    }

    /** What an examination ends with whose thread is interrupted at a moment, after something. */
    Optional<Throwable> interrupted(Gateway gateway, CountDownLatch moment, Runnable before)
            throws InterruptedException {
        AtomicReference<Throwable> end = new AtomicReference<>();
        Thread examining =
                new Thread(
                        () -> {
                            try {
                                examine(gateway, Duration.ofHours(1));
                            } catch (Throwable e) {
                                end.set(e);
                            }
                        });
        examining.start();
        moment.await();
        before.run();
        examining.interrupt();
        examining.join();
        return Optional.ofNullable(end.get());
    }

    private PortInquiry inquiry(Gateway gateway) {
        return new PortInquiry(
                gateway,
                new PortKey(protocol, number),
                internalPort,
                Optional.of(address("203.0.113.7")),
                helper.map(any -> URI.create("http://helper.example:8090")),
                testMapping);
    }

    public static int free() {
        try (ServerSocket socket = new ServerSocket(0, 1, LOOPBACK)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    public static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
