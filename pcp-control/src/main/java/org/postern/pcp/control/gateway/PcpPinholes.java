// SPDX-License-Identifier: Apache-2.0
package org.postern.pcp.control.gateway;

import org.postern.api.gateway.Gateway.Pace;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.MappingResult;
import org.postern.api.gateway.Pinhole;
import org.postern.api.gateway.PinholeRequest;
import org.postern.api.gateway.PinholeResult;
import org.postern.api.gateway.Pinholes;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.Protocol;
import org.postern.api.gateway.Reason;
import org.postern.pcp.control.exchange.PcpEndpoint;
import org.postern.pcp.control.internal.address.Ipv6Text;
import org.postern.pcp.control.internal.clientaddress.ClientAddress;
import org.postern.pcp.control.internal.clientaddress.ClientAddresses;
import org.postern.pcp.control.receipt.Receipt;
import org.postern.pcp.control.refusal.PcpFailures;
import org.postern.pcp.control.server.Dialect;

import java.net.Inet6Address;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Ports of the firewall of a server over IPv6: mappings that translate nothing (RFC 6887 section
 * 11.2). Each is asked for from the very address that it leads to.
 */
final class PcpPinholes implements Pinholes {
    /** As long as a search for devices lasts: it may be a router that answers over IPv4 alone. */
    private static final Duration OF_UNKNOWN = Duration.ofSeconds(2);

    private final PcpEndpoint reached;
    private final boolean answers;
    private final GatewayParts parts;
    private final List<Pace> paces;

    /** Of the server that some address of this machine reaches, and that may not answer at all. */
    PcpPinholes(PcpEndpoint reached, boolean answers, GatewayParts parts, List<Pace> paces) {
        this.reached = reached;
        this.answers = answers;
        this.parts = parts;
        this.paces = paces;
    }

    @Override
    public PinholeResult open(PinholeRequest request)
            throws GatewayException, InterruptedException {
        request.check();
        if (request.protocols().size() > 1) {
            throw new IllegalArgumentException("Asked for two transport protocols at a time.");
        }
        Protocol protocol = request.protocols().iterator().next();
        String what = new PortKey(protocol, request.port()) + " could not be opened";
        ClientAddress client = client(request, what);
        // There is no other port: nothing is translated.
        MappingResult result =
                lifecycle(client.address(), what)
                        .open(
                                MappingRequest.of(List.of(protocol), request.port())
                                        .lease(request.lease())
                                        .anyPort());
        List<String> notes = new ArrayList<>(client.notes());
        notes.addAll(result.notes());
        return PinholeResult.of(pinhole(client.address(), result.mapping()), notes);
    }

    @Override
    public Pinhole renew(Pinhole held, Duration lease)
            throws GatewayException, InterruptedException {
        // A lifetime of 0 would close it.
        PinholeRequest.of(List.of(held.protocol()), held.port()).lease(lease).check();
        PortMapping mapping =
                new PortMapping(
                        held.protocol(),
                        held.port(),
                        held.client(),
                        held.port(),
                        "",
                        true,
                        held.lease(),
                        "");
        return held.withLease(
                lifecycle(held.client(), mapping.key() + " could not be renewed")
                        .renew(mapping, lease));
    }

    @Override
    public void close(Pinhole held) throws GatewayException, InterruptedException {
        PortKey key = new PortKey(held.protocol(), held.port());
        lifecycle(held.client(), key + " could not be closed").close(key);
    }

    @Override
    public List<Pinhole> opened() {
        long now = parts.clock().instant().getEpochSecond();
        return parts.receipts().overIpv6(reached.server()).stream()
                .map(each -> pinhole(each, Duration.ofSeconds(each.untilSecond() - now)))
                .sorted(Comparator.comparing(Pinhole::port).thenComparing(Pinhole::protocol))
                .toList();
    }

    private ClientAddress client(PinholeRequest request, String what)
            throws GatewayException, InterruptedException {
        ClientAddresses addresses = ClientAddresses.ofThisSystem();
        if (request.client().isPresent()) {
            checkOwn(request.client().get(), what);
            return addresses.named(request.client().get());
        }
        Optional<NetworkInterface> via = via();
        return via.isEmpty() ? none(what) : chosen(addresses, via.get(), what);
    }

    private void checkOwn(Inet6Address address, String what) throws GatewayException {
        try {
            if (ClientAddress.isReachedThrough(reached.server().getAddress(), address)
                    && NetworkInterface.getByInetAddress(address) != null) {
                return;
            }
        } catch (SocketException e) {
            // Nobody can tell; the request fails where it is not.
            return;
        }
        throw PcpFailures.failed(
                Reason.INVALID_ARGUMENT,
                what,
                reached,
                "This machine has no address " + Ipv6Text.of(address) + " in its network.");
    }

    private ClientAddress chosen(ClientAddresses addresses, NetworkInterface via, String what)
            throws GatewayException, InterruptedException {
        Optional<ClientAddress> chosen = addresses.choose(via);
        return chosen.isEmpty() ? none(what) : chosen.get();
    }

    private ClientAddress none(String what) throws GatewayException {
        throw PcpFailures.failed(
                Reason.UNREACHABLE,
                what,
                reached,
                "This machine has no IPv6 address that the internet can reach.");
    }

    private Optional<NetworkInterface> via() {
        try {
            return Optional.ofNullable(NetworkInterface.getByInetAddress(reached.client()));
        } catch (SocketException e) {
            return Optional.empty();
        }
    }

    private PortLifecycle lifecycle(Inet6Address client, String what) {
        PcpEndpoint endpoint = new PcpEndpoint(reached.server(), client);
        return new PortLifecycle(
                new PcpCall(
                        parts.servers(),
                        parts.servers().at(endpoint),
                        Dialect.PCP,
                        paces,
                        what,
                        answers ? PcpCall.LONGEST : OF_UNKNOWN),
                parts);
    }

    private static Pinhole pinhole(Inet6Address client, PortMapping mapping) {
        return new Pinhole(
                mapping.protocol(),
                client,
                mapping.externalPort(),
                mapping.lease(),
                Dialect.PCP.key(),
                "");
    }

    private static Pinhole pinhole(Receipt receipt, Duration left) {
        return new Pinhole(
                receipt.key().protocol(),
                (Inet6Address) receipt.endpoint().client(),
                receipt.key().externalPort(),
                left,
                Dialect.PCP.key(),
                "");
    }
}
