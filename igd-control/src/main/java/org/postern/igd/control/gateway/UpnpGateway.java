// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.gateway;

import org.postern.api.gateway.Capability;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.Gateway.Pace;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.GatewayInfo;
import org.postern.api.gateway.LinkProperties;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.MappingResult;
import org.postern.api.gateway.Pinholes;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.Protocol;
import org.postern.api.gateway.Reason;
import org.postern.api.gateway.Traffic;
import org.postern.api.gateway.WanStatus;
import org.postern.api.upnp.UpnpAttributes;
import org.postern.igd.control.calls.Attempt;
import org.postern.igd.control.calls.ConnectionStatus;
import org.postern.igd.control.calls.ControlSession;
import org.postern.igd.control.calls.MappingCodec;
import org.postern.igd.control.calls.RouterMemory;
import org.postern.igd.control.events.CallbackSubscription;
import org.postern.igd.control.mapping.MappingCloser;
import org.postern.igd.control.mapping.MappingOpener;
import org.postern.igd.control.mapping.RangeCloser;
import org.postern.igd.control.soap.Reply;
import org.postern.igd.control.soap.SoapService;
import org.postern.igd.control.table.TableReader;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A gateway that is controlled over SOAP. Holds no state but what was found, and what was learned of
 * the router by earlier calls.
 */
public final class UpnpGateway implements Gateway {
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(30);

    /** For calls that somebody waits for. */
    private static final Pace AT_ONCE = () -> Duration.ZERO;

    private final GatewayInfo info;
    private final RouterServices services;
    private final Pace pace;
    private final RouterMemory memory;

    /** The gateway of a WANIPConnection or WANPPPConnection, with the services beside it. */
    public UpnpGateway(GatewayInfo info, RouterServices services) {
        this(info, services, RouterMemory.empty());
    }

    /** The same, with what is known of the router already. */
    public UpnpGateway(GatewayInfo info, RouterServices services, RouterMemory memory) {
        this(info, services, AT_ONCE, memory);
    }

    private UpnpGateway(GatewayInfo info, RouterServices services, Pace pace, RouterMemory memory) {
        this.info = info;
        this.services = services;
        this.pace = pace;
        this.memory = memory;
    }

    @Override
    public GatewayInfo info() {
        return info;
    }

    @Override
    public Set<Capability> capabilities() {
        Set<Capability> all = EnumSet.allOf(Capability.class);
        all.remove(Capability.OWN_LIST);
        if (services.common().isEmpty()) {
            all.removeAll(Set.of(Capability.LINK, Capability.TRAFFIC));
        }
        if (services.firewall().isEmpty()) {
            all.remove(Capability.PINHOLE);
        }
        if (services.events().isEmpty()) {
            all.remove(Capability.CALLBACK);
        }
        return all;
    }

    @Override
    public InetAddress externalAddress() throws GatewayException, InterruptedException {
        return new ExternalAddressReader(reading(services.wan()), info.address()).read();
    }

    @Override
    public WanStatus status() throws GatewayException, InterruptedException {
        ControlSession session = reading(services.wan());
        Reply.Done status = session.ask(ConnectionStatus.QUESTION);
        return WanActions.wanStatus(status, WanActions.answer(session, WanActions.CONNECTION_TYPE));
    }

    @Override
    public Optional<LinkProperties> link() throws GatewayException, InterruptedException {
        return services.common().isEmpty()
                ? Optional.empty()
                : WanActions.answer(reading(services.common().get()), WanActions.LINK)
                        .map(WanActions::link);
    }

    @Override
    public Optional<Traffic> traffic() throws GatewayException, InterruptedException {
        if (services.common().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(OptionalFacts.traffic(reading(services.common().get())));
    }

    @Override
    public MappingResult map(MappingRequest request) throws GatewayException, InterruptedException {
        request.check();
        if (request.client().filter(Inet6Address.class::isInstance).isPresent()) {
            throw new GatewayException(
                    Reason.UNSUPPORTED,
                    services.wan().router()
                            + " maps ports to IPv4 addresses only, not to "
                            + request.client().get().getHostAddress()
                            + ", for which a port of its IPv6 firewall is opened.");
        }
        ControlSession session = changing("AddPortMapping").leadingTo(request.client());
        return new MappingOpener(session, request, ownPorts()).open();
    }

    /**
     * The ports of its UPnP (quirk A52), but for those of web pages: a router that serves UPnP
     * there too has to know itself whether it forwards them.
     */
    private Set<Integer> ownPorts() {
        return Stream.concat(
                        Stream.of(services.wan().controlUrl()),
                        info.attribute(UpnpAttributes.DESCRIPTION_URL).stream())
                .map(URI::getPort)
                .filter(port -> port > 0 && port != 80 && port != 443)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public void unmap(PortKey key) throws GatewayException, InterruptedException {
        key.check();
        new MappingCloser(changing("DeletePortMapping")).close(key);
    }

    @Override
    public List<PortMapping> unmapRange(Protocol protocol, int firstPort, int lastPort)
            throws GatewayException, InterruptedException {
        PortKey.checkExternalRange(firstPort, lastPort);
        return new RangeCloser(changing("DeletePortMapping")).close(protocol, firstPort, lastPort);
    }

    @Override
    public List<PortMapping> mappings() throws GatewayException, InterruptedException {
        return new TableReader(reading(services.wan())).list().entries();
    }

    @Override
    public Optional<PortMapping> find(PortKey key) throws GatewayException, InterruptedException {
        key.check();
        TableReader table = new TableReader(reading(services.wan()));
        Optional<PortMapping> held = table.find(key);
        return held.isPresent() ? held : table.findHidden(key);
    }

    @Override
    public List<PortMapping> findAll(SortedSet<PortKey> keys)
            throws GatewayException, InterruptedException {
        Map<Protocol, SortedSet<Integer>> ports = new EnumMap<>(Protocol.class);
        for (PortKey key : keys) {
            key.check();
            ports.computeIfAbsent(key.protocol(), any -> new TreeSet<>()).add(key.externalPort());
        }
        TableReader table = new TableReader(reading(services.wan()));
        List<PortMapping> held = new ArrayList<>();
        for (Map.Entry<Protocol, SortedSet<Integer>> each : ports.entrySet()) {
            held.addAll(table.findAll(each.getKey(), each.getValue()));
        }
        held.sort(Comparator.comparing(PortMapping::key));
        return held;
    }

    @Override
    public Duration renew(PortMapping held, Duration lease)
            throws GatewayException, InterruptedException {
        MappingRequest words =
                MappingRequest.of(List.of(held.protocol()), held.externalPort())
                        .internalPort(held.internalPort())
                        .description(held.description())
                        .lease(lease);
        words.check();
        ControlSession session = changing("AddPortMapping");
        Attempt again = Attempt.of(words).fromHost(held.remoteHost());
        session.change(MappingCodec.add(again, session.localAddress()));
        return lease;
    }

    @Override
    public CallbackRequest requestCallback(int port) throws GatewayException, InterruptedException {
        if (services.events().isEmpty()) {
            return Gateway.super.requestCallback(port);
        }
        if (port < 1 || port > 65535) {
            throw new GatewayException(
                    Reason.INVALID_PORT, "The port " + port + " is out of range: use 1 to 65535.");
        }
        SoapService wan = services.wan();
        reading(wan).awaitTurn("SUBSCRIBE");
        return CallbackSubscription.open(
                wan.http(), services.events().get(), wan.peer(), wan.router(), port);
    }

    @Override
    public Optional<Pinholes> pinholes() {
        return services.firewall().map(each -> each.pinholes(pace, memory));
    }

    @Override
    public Gateway paced(Pace other) {
        Pace both = () -> longer(pace.next(), other.next());
        return new UpnpGateway(info, services, both, memory);
    }

    @Override
    public String toString() {
        return info.name() + " (" + info.id() + ")";
    }

    private ControlSession reading(SoapService service) {
        return ControlSession.reading(service, pace, CALL_TIMEOUT, memory, info.localAddress());
    }

    private ControlSession changing(String action) throws GatewayException {
        return ControlSession.changing(services.wan(), pace, CALL_TIMEOUT, memory, action);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
