// SPDX-License-Identifier: Apache-2.0
package org.postern.gateways.fakes;

import org.postern.gateways.internal.host.ListeningSockets;
import org.postern.gateways.internal.host.SourceRoute;
import org.postern.gateways.internal.host.WayOut;
import org.postern.gateways.reachability.LocalHost;
import org.postern.testkit.ModelGateway;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A machine with the interfaces and sockets that a test gives it. For one thread. */
public final class FakeHost implements LocalHost {
    public WayOut wayOut = new WayOut(WayOut.State.NOT_MEASURED, Optional.empty(), "", false);
    public Optional<SourceRoute> ruled = Optional.empty();
    public boolean interrupted;
    public int commands;

    private final Map<InetAddress, String> interfaces = new HashMap<>();
    private final Map<String, List<InetAddress>> gateways = new HashMap<>();
    private final List<InetSocketAddress> tcp = new ArrayList<>();
    private final List<InetSocketAddress> udp = new ArrayList<>();
    private boolean disclosing;

    public FakeHost with(String name, String address, String... defaultGateways) {
        interfaces.put(ModelGateway.address(address), name);
        gateways.put(name, List.of(defaultGateways).stream().map(ModelGateway::address).toList());
        return this;
    }

    /** What it answers leaves from this address. */
    public FakeHost leaving(String source, boolean tunnel) {
        InetAddress address = ModelGateway.address(source);
        wayOut =
                new WayOut(WayOut.State.LEAVES, Optional.of(address), interfaceOf(address), tunnel);
        return this;
    }

    public FakeHost withoutWayOut() {
        wayOut = new WayOut(WayOut.State.NO_ROUTE, Optional.empty(), "", false);
        return this;
    }

    public FakeHost tcp(String address, int port) {
        disclosing = true;
        tcp.add(new InetSocketAddress(address, port));
        return this;
    }

    public FakeHost udp(String address, int port) {
        disclosing = true;
        udp.add(new InetSocketAddress(address, port));
        return this;
    }

    public FakeHost withoutSockets() {
        disclosing = true;
        return this;
    }

    @Override
    public Optional<InetAddress> source() {
        return wayOut.source();
    }

    @Override
    public WayOut wayOut() {
        return wayOut;
    }

    @Override
    public Optional<SourceRoute> routeFrom(InetAddress source) {
        commands++;
        return ruled;
    }

    @Override
    public String interfaceOf(InetAddress address) {
        return interfaces.getOrDefault(address, "");
    }

    @Override
    public List<InetAddress> defaultGateways(String networkInterface) {
        return gateways.getOrDefault(networkInterface, List.of());
    }

    @Override
    public ListeningSockets listening() throws InterruptedException {
        if (interrupted) {
            throw new InterruptedException();
        }
        return disclosing ? new ListeningSockets(true, tcp, udp) : ListeningSockets.NOT_MEASURED;
    }
}
