// SPDX-License-Identifier: Apache-2.0
package org.postern.pcp.control.gateway;

import org.postern.api.gateway.Capability;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.GatewayInfo;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.MappingResult;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.Reason;
import org.postern.pcp.control.exchange.PcpEndpoint;
import org.postern.pcp.control.refusal.PcpFailures;
import org.postern.pcp.control.server.Dialect;
import org.postern.pcp.control.server.PcpServer;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A gateway over PCP or NAT-PMP, for one address of this machine. It opens ports for a while and
 * closes them; it has no list, no descriptions and no permanent leases.
 */
public final class PcpGateway implements Gateway {
    /** Of ids over both protocols, so that they do not depend on which of them answers first. */
    public static final String ID_PREFIX = "pcp:";

    private final PcpServer server;
    private final Dialect dialect;
    private final GatewayParts parts;
    private final List<Pace> paces;

    /** A gateway that is asked as fast as its users call. */
    public PcpGateway(PcpServer server, Dialect dialect, GatewayParts parts) {
        this(server, dialect, parts, List.of());
    }

    private PcpGateway(PcpServer server, Dialect dialect, GatewayParts parts, List<Pace> paces) {
        this.server = server;
        this.dialect = dialect;
        this.parts = parts;
        this.paces = paces;
    }

    public Dialect dialect() {
        return dialect;
    }

    /** By which a gateway there is named. */
    public static String id(PcpEndpoint endpoint) {
        return ID_PREFIX + endpoint;
    }

    @Override
    public GatewayInfo info() {
        return new GatewayInfo(
                id(server.endpoint()),
                List.of(dialect.key()),
                "",
                "",
                "",
                server.endpoint().server().getAddress(),
                server.endpoint().client(),
                Map.of());
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(Capability.OWN_LIST);
    }

    @Override
    public List<PortMapping> mappings() {
        long now = parts.clock().instant().getEpochSecond();
        return parts.receipts().all(server.endpoint()).stream()
                .filter(each -> each.dialect() == dialect)
                .map(
                        each ->
                                new PortMapping(
                                        each.key().protocol(),
                                        each.key().externalPort(),
                                        server.endpoint().client(),
                                        each.internalPort(),
                                        "",
                                        true,
                                        Duration.ofSeconds(each.untilSecond() - now),
                                        ""))
                .toList();
    }

    @Override
    public InetAddress externalAddress() throws GatewayException, InterruptedException {
        return new AddressQuestion(
                        call("The external address could not be asked for"), parts.nonces())
                .ask();
    }

    @Override
    public MappingResult map(MappingRequest request) throws GatewayException, InterruptedException {
        request.check();
        if (request.keys().size() > 1) {
            throw new IllegalArgumentException("Asked for two transport protocols at a time.");
        }
        String what = request.keys().get(0) + " could not be opened";
        Optional<InetAddress> other =
                request.client().filter(each -> !each.equals(server.endpoint().client()));
        if (other.isPresent()) {
            throw PcpFailures.failed(
                    Reason.UNSUPPORTED,
                    what,
                    server.endpoint(),
                    "Over "
                            + dialect.title()
                            + " a machine opens ports for itself only, and not for "
                            + other.get().getHostAddress()
                            + ".");
        }
        return lifecycle(what).open(request);
    }

    @Override
    public void unmap(PortKey key) throws GatewayException, InterruptedException {
        key.check();
        lifecycle(key + " could not be closed").close(key);
    }

    @Override
    public void renew(PortMapping held, Duration lease)
            throws GatewayException, InterruptedException {
        lifecycle(held.key() + " could not be renewed").renew(held, lease);
    }

    @Override
    public Gateway paced(Pace pace) {
        List<Pace> more = new ArrayList<>(paces);
        more.add(pace);
        return new PcpGateway(server, dialect, parts, List.copyOf(more));
    }

    private PortLifecycle lifecycle(String what) {
        return new PortLifecycle(call(what), parts);
    }

    private PcpCall call(String what) {
        return new PcpCall(parts.servers(), server, dialect, paces, what);
    }
}
