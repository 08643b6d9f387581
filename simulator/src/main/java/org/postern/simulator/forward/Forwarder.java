// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.forward;

import java.io.IOException;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;

/**
 * Opens and closes external ports, and forwards what arrives there. Each open port, connection and
 * session has threads of its own, named {@code postern-sim-forward}. Safe for all threads.
 */
public final class Forwarder implements AutoCloseable {
    private record Port(Transport transport, int number) {}

    private final InetAddress wan;
    private final Limits limits;
    private final TrafficCounters traffic;
    private final Map<Port, PortForward> forwards = new HashMap<>();
    private boolean closed;

    /** External ports are opened on the WAN address. */
    public Forwarder(InetAddress wan, Limits limits, TrafficCounters traffic) {
        this.wan = wan;
        this.limits = limits;
        this.traffic = traffic;
    }

    /**
     * Opens a port, or gives an open one another target, which ends its connections. Opens nothing
     * if the port cannot be listened on.
     */
    public synchronized void open(ForwardRule rule) throws IOException {
        if (closed) {
            throw new IOException("the router is closing");
        }
        Port port = new Port(rule.transport(), rule.externalPort());
        PortForward present = forwards.get(port);
        if (present == null) {
            forwards.put(
                    port,
                    rule.transport() == Transport.TCP
                            ? TcpForward.open(wan, rule, limits, traffic)
                            : UdpForward.open(wan, rule, limits, traffic));
        } else if (!present.rule().equals(rule)) {
            present.retarget(rule);
        }
    }

    /** Closes a port and ends its connections; does nothing if it is not open. */
    public synchronized void close(Transport transport, int externalPort) {
        PortForward present = forwards.remove(new Port(transport, externalPort));
        if (present != null) {
            present.close();
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        forwards.values().forEach(PortForward::close);
        forwards.clear();
    }
}
