// SPDX-License-Identifier: Apache-2.0
package org.postern.pcp.control.gateway;

import org.jspecify.annotations.Nullable;
import org.postern.api.gateway.Capability;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.GatewayInfo;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.MappingResult;
import org.postern.api.gateway.Pinholes;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.Reason;
import org.postern.pcp.control.exchange.PcpEndpoint;
import org.postern.pcp.control.receipt.Receipt;
import org.postern.pcp.control.refusal.PcpFailures;
import org.postern.pcp.control.server.Dialect;
import org.postern.pcp.control.server.PcpServer;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A gateway over PCP or NAT-PMP, for one address of this machine. It opens ports for a while and
 * closes them; it has no list, no descriptions and no permanent leases. Over PCP it may open ports of
 * its IPv6 firewall, too.
 */
public final class PcpGateway implements Gateway {
    /** Of ids over both protocols, so that they do not depend on which of them answers first. */
    public static final String ID_PREFIX = "pcp:";

    /** Seven sends: a server that does not answer a question is not waited for as for a port. */
    private static final Duration QUESTION = Duration.ofSeconds(8);

    private final PcpServer server;
    private final AtomicReference<@Nullable PcpServer> firewall;
    private final Dialect dialect;
    private final GatewayParts parts;
    private final List<Pace> paces;

    /**
     * A gateway that is asked as fast as its users call.
     *
     * @param server over IPv4, or over IPv6 where there is no other
     * @param firewall over IPv6, where it may open ports of its firewall
     */
    public PcpGateway(
            PcpServer server, Optional<PcpServer> firewall, Dialect dialect, GatewayParts parts) {
        this(server, new AtomicReference<>(firewall.orElse(null)), dialect, parts, List.of());
    }

    private PcpGateway(
            PcpServer server,
            AtomicReference<@Nullable PcpServer> firewall,
            Dialect dialect,
            GatewayParts parts,
            List<Pace> paces) {
        this.server = server;
        this.firewall = firewall;
        this.dialect = dialect;
        this.parts = parts;
        this.paces = paces;
    }

    public Dialect dialect() {
        return dialect;
    }

    /** The server over IPv6 comes and goes with the addresses of this machine. */
    public void firewall(Optional<PcpServer> other) {
        firewall.set(other.orElse(null));
    }

    /** The servers that answer, over IPv4 and IPv6; the first is the one that maps, if one does. */
    public List<PcpServer> answering() {
        List<PcpServer> answering = new ArrayList<>();
        if (server.answers(dialect)) {
            answering.add(server);
        }
        PcpServer other = firewall.get();
        if (other != null && !other.equals(server) && other.answers(dialect)) {
            answering.add(other);
        }
        return answering;
    }

    /** Whether ports can be mapped: over IPv6 alone, none can. */
    public boolean maps() {
        return server.answers(dialect) && server.endpoint().client() instanceof Inet4Address
                || !opensPinholes();
    }

    private boolean opensPinholes() {
        PcpServer other = firewall.get();
        return other != null && other.answers(dialect);
    }

    /** Whether the server answers, has not had the time to, or was silent after it opened a port. */
    private boolean mayAnswer(PcpServer other) {
        return other.answers(dialect)
                || !parts.receipts().overIpv6(other.endpoint().server()).isEmpty()
                || !other.isLeftAlone(dialect, parts.servers().loop().nanoTime());
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
        Set<Capability> capabilities = EnumSet.noneOf(Capability.class);
        if (maps()) {
            capabilities.add(Capability.OWN_LIST);
        }
        if (pinholes().isPresent()) {
            capabilities.add(Capability.PINHOLE);
        }
        return capabilities;
    }

    @Override
    public List<PortMapping> mappings() {
        long now = parts.clock().instant().getEpochSecond();
        List<PortMapping> mappings = new ArrayList<>();
        for (Receipt each : parts.receipts().all(server.endpoint())) {
            if (PortLifecycle.isOurs(each, dialect, server)) {
                mappings.add(mapping(each, Duration.ofSeconds(each.untilSecond() - now)));
            }
        }
        return mappings;
    }

    /** Of one that may be open, since its answer was lost, nobody knows until when. */
    private PortMapping mapping(Receipt receipt, Duration left) {
        return new PortMapping(
                receipt.key().protocol(),
                receipt.key().externalPort(),
                server.endpoint().client(),
                receipt.internalPort(),
                "",
                true,
                left,
                "",
                receipt.confirmed());
    }

    @Override
    public InetAddress externalAddress() throws GatewayException, InterruptedException {
        String what = "The external address could not be asked for";
        checkMaps(what, Reason.UNSUPPORTED);
        return new AddressQuestion(
                        new PcpCall(parts.servers(), server, dialect, paces, what, QUESTION),
                        parts.nonces())
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
        return lifecycle(what, Reason.NO_GATEWAY).open(request);
    }

    @Override
    public void unmap(PortKey key) throws GatewayException, InterruptedException {
        key.check();
        lifecycle(key + " could not be closed", Reason.NOT_FOUND).close(key);
    }

    @Override
    public Duration renew(PortMapping held, Duration lease)
            throws GatewayException, InterruptedException {
        MappingRequest.of(List.of(held.protocol()), held.externalPort()).lease(lease).check();
        return lifecycle(held.key() + " could not be renewed", Reason.NO_GATEWAY)
                .renew(held, lease);
    }

    @Override
    public Optional<Pinholes> pinholes() {
        PcpServer other = firewall.get();
        return other != null && mayAnswer(other)
                ? Optional.of(
                        new PcpPinholes(other.endpoint(), other.answers(dialect), parts, paces))
                : Optional.empty();
    }

    @Override
    public Gateway paced(Pace pace) {
        List<Pace> more = new ArrayList<>(paces);
        more.add(pace);
        return new PcpGateway(server, firewall, dialect, parts, List.copyOf(more));
    }

    private PortLifecycle lifecycle(String what, Reason ifNone) throws GatewayException {
        return new PortLifecycle(call(what, ifNone), parts);
    }

    /** Fails for a reason where it maps nothing, which may be another moments later. */
    private PcpCall call(String what, Reason ifNone) throws GatewayException {
        checkMaps(what, ifNone);
        return new PcpCall(parts.servers(), server, dialect, paces, what);
    }

    private void checkMaps(String what, Reason ifNone) throws GatewayException {
        if (!maps()) {
            throw PcpFailures.failed(
                    ifNone,
                    what,
                    server.endpoint(),
                    "It answers PCP over IPv6 alone, where ports are opened and not mapped.");
        }
    }
}
