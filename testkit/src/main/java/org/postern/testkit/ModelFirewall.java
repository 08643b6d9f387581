// SPDX-License-Identifier: Apache-2.0
package org.postern.testkit;

import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Pinhole;
import org.postern.api.gateway.PinholeRequest;
import org.postern.api.gateway.PinholeResult;
import org.postern.api.gateway.PinholeStatus;
import org.postern.api.gateway.Pinholes;
import org.postern.api.gateway.Protocol;
import org.postern.api.gateway.Reason;

import java.net.Inet6Address;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Opens the ports of an IPv6 firewall that it is asked for. The settings are plain fields. For any
 * threads.
 */
public final class ModelFirewall implements Pinholes {
    /** The first value of {@link #own}. */
    public static final Inet6Address OWN = (Inet6Address) ModelGateway.address("2001:db8::5");

    /** To which ports are opened now, unless another address is named. */
    public volatile Inet6Address own = OWN;

    /** Such as {@code pcp open TCP 80}, in the order they came. */
    public final List<String> calls;

    public final List<Pinhole> opened = new CopyOnWriteArrayList<>();

    /** What a call fails with, such as {@code open TCP} or {@code close}. */
    public final Map<String, Reason> failures = new ConcurrentHashMap<>();

    public volatile Optional<PinholeStatus> status = Optional.empty();

    /** Of each pinhole that is opened. */
    public volatile List<String> notes = List.of();

    private final String protocol;

    public ModelFirewall(String protocol, List<String> calls) {
        this.protocol = protocol;
        this.calls = calls;
    }

    @Override
    public Optional<PinholeStatus> status() {
        return status;
    }

    @Override
    public PinholeResult open(PinholeRequest request) throws GatewayException {
        List<Pinhole> all = new ArrayList<>();
        for (PinholeRequest each : request.single()) {
            Protocol transport = each.protocols().iterator().next();
            called("open", transport, each.port());
            Pinhole pinhole =
                    new Pinhole(
                            transport,
                            each.client().orElse(own),
                            each.port(),
                            each.lease(),
                            protocol,
                            "");
            opened.remove(pinhole);
            opened.add(pinhole);
            all.add(pinhole);
        }
        return new PinholeResult(all, notes);
    }

    @Override
    public Pinhole renew(Pinhole held, Duration lease) throws GatewayException {
        called("renew", held.protocol(), held.port());
        return held.withLease(lease);
    }

    @Override
    public void close(Pinhole held) throws GatewayException {
        called("close", held.protocol(), held.port());
        opened.remove(held);
    }

    @Override
    public List<Pinhole> opened() {
        return List.copyOf(opened);
    }

    private void called(String call, Protocol transport, int port) throws GatewayException {
        calls.add(protocol + " " + call + " " + transport + " " + port);
        Reason reason = failures.getOrDefault(call + " " + transport, failures.get(call));
        if (reason != null) {
            throw new GatewayException(reason, protocol + " did not " + call + " it.");
        }
    }
}
