// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.router;

import org.postern.api.gateway.Capability;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.GatewayInfo;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.MappingResult;
import org.postern.api.gateway.Pinhole;
import org.postern.api.gateway.PinholeRequest;
import org.postern.api.gateway.PinholeResult;
import org.postern.api.gateway.Pinholes;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.Reason;
import org.postern.port.keeper.state.Sentences;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The IPv6 firewall of a gateway, as a gateway that maps each port to itself and lists nothing: so
 * pinholes are kept in the same way as mappings. Safe for several threads.
 */
public final class PinholeGateway implements Gateway {
    private final Gateway gateway;
    private final Predicate<InetAddress> own;

    /** Takes the gateway itself; {@code own} tells this machine's addresses. */
    public PinholeGateway(Gateway gateway, Predicate<InetAddress> own) {
        this.gateway = gateway;
        this.own = own;
    }

    @Override
    public GatewayInfo info() {
        return gateway.info();
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of();
    }

    @Override
    public InetAddress externalAddress() throws GatewayException, InterruptedException {
        return gateway.externalAddress();
    }

    @Override
    public MappingResult map(MappingRequest request) throws GatewayException, InterruptedException {
        PinholeResult opened =
                firewall()
                        .open(
                                new PinholeRequest(
                                        request.protocols(),
                                        request.externalPort(),
                                        request.lease(),
                                        request.client().map(Inet6Address.class::cast),
                                        request.controlProtocol()));
        List<MappingResult.Part> parts = new ArrayList<>();
        for (Pinhole each : opened.pinholes()) {
            List<String> notes = parts.isEmpty() ? opened.notes() : List.of();
            parts.add(new MappingResult.Part(mapping(each), notes));
        }
        return new MappingResult(parts);
    }

    private static PortMapping mapping(Pinhole pinhole) {
        return new PortMapping(
                pinhole.protocol(),
                pinhole.port(),
                pinhole.client(),
                pinhole.port(),
                "",
                true,
                pinhole.lease(),
                "");
    }

    @Override
    public Duration renew(PortMapping held, Duration lease)
            throws GatewayException, InterruptedException {
        List<Pinhole> opened =
                opened(held.key()).stream()
                        .filter(each -> each.client().equals(held.internalClient()))
                        .toList();
        if (opened.isEmpty()) {
            throw notFound(held.key(), "renewed");
        }
        return firewall().renew(opened.get(0), lease).lease();
    }

    /** One to an address that this machine no longer has can only be closed from there. */
    @Override
    public void unmap(PortKey key) throws GatewayException, InterruptedException {
        List<Pinhole> opened =
                opened(key).stream().filter(each -> own.test(each.client())).toList();
        if (opened.isEmpty()) {
            throw notFound(key, "closed");
        }
        for (Pinhole each : opened) {
            firewall().close(each);
        }
    }

    /** Where two protocols have opened it, first the one that ends last. */
    private List<Pinhole> opened(PortKey key) throws GatewayException, InterruptedException {
        return firewall().opened().stream()
                .filter(each -> each.protocol() == key.protocol())
                .filter(each -> each.port() == key.externalPort())
                .sorted(Comparator.comparing(Pinhole::lease).reversed())
                .toList();
    }

    private GatewayException notFound(PortKey key, String what) {
        return new GatewayException(
                Reason.NOT_FOUND,
                key
                        + " over IPv6 could not be "
                        + what
                        + " on "
                        + Sentences.name(info())
                        + ": it is not open there, as far as Postern knows.");
    }

    private Pinholes firewall() throws GatewayException {
        return gateway.pinholes()
                .orElseThrow(
                        () ->
                                new GatewayException(
                                        Reason.UNSUPPORTED,
                                        Sentences.name(info())
                                                + " does not offer to open ports of its IPv6"
                                                + " firewall. Open the port in the router's"
                                                + " settings."));
    }

    @Override
    public Gateway paced(Pace pace) {
        return new PinholeGateway(gateway.paced(pace), own);
    }
}
