// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.gateway;

import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.GatewayInfo;
import org.postern.api.gateway.LinkProperties;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.MappingResult;
import org.postern.api.gateway.Pace;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.Protocol;
import org.postern.api.gateway.Traffic;
import org.postern.api.gateway.UpnpResult;
import org.postern.api.gateway.WanStatus;
import org.postern.igd.control.events.EventListener;
import org.postern.igd.control.events.EventSubscriber;
import org.postern.igd.control.internal.timing.Timer;
import org.postern.igd.control.net.LocalAddress;
import org.postern.igd.control.soap.Action;
import org.postern.igd.control.soap.Reply;
import org.postern.igd.control.soap.SoapService;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;

/** A gateway that is controlled over SOAP. Holds no state but what was found. */
public final class UpnpGateway implements Gateway {
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(30);

    private final GatewayInfo info;
    private final PacedService wan;
    private final Optional<PacedService> common;
    private final Found found;
    private final MappingTable table;

    /**
     * What else the search knows of the WAN service.
     *
     * @param eventUrl where it is subscribed to, checked against the peer; empty without events
     * @param externalAddress what it said its address is; empty without one
     */
    public record Found(Optional<URI> eventUrl, Optional<InetAddress> externalAddress) {}

    /**
     * A gateway.
     *
     * @param info the lasting facts
     * @param wan the chosen WANIPConnection or WANPPPConnection
     * @param common the WANCommonInterfaceConfig beside it
     * @param found of the WAN service
     */
    public UpnpGateway(
            GatewayInfo info, SoapService wan, Optional<SoapService> common, Found found) {
        this(
                info,
                new PacedService(wan, PacedService.AT_ONCE),
                common.map(service -> new PacedService(service, PacedService.AT_ONCE)),
                found);
    }

    private UpnpGateway(
            GatewayInfo info, PacedService wan, Optional<PacedService> common, Found found) {
        this.info = info;
        this.wan = wan;
        this.common = common;
        this.found = found;
        this.table = new MappingTable(wan);
    }

    @Override
    public GatewayInfo info() {
        return info;
    }

    /**
     * The external address at the time of the search.
     *
     * @return empty when the router told none
     */
    public Optional<InetAddress> addressFound() {
        return found.externalAddress();
    }

    /**
     * A subscriber to the events of the WAN service, to be started and closed by the caller.
     *
     * @param timer for renewals
     * @param listener told of events and of their end
     * @return empty when the service has no events
     */
    public Optional<EventSubscriber> subscriber(Timer timer, EventListener listener) {
        return found.eventUrl()
                .map(
                        url ->
                                new EventSubscriber(
                                        wan.soap().http(),
                                        url,
                                        wan.soap().peer(),
                                        timer,
                                        listener));
    }

    @Override
    public InetAddress externalAddress() throws GatewayException, InterruptedException {
        Reply.Done done = wan.ask(WanActions.EXTERNAL_ADDRESS, Deadline.after(CALL_TIMEOUT));
        return WanActions.externalAddress(wan.router(), done);
    }

    @Override
    public WanStatus status() throws GatewayException, InterruptedException {
        Deadline deadline = Deadline.after(CALL_TIMEOUT);
        Reply.Done status = wan.ask(WanActions.STATUS, deadline);
        return WanActions.wanStatus(status, answer(wan, WanActions.CONNECTION_TYPE, deadline));
    }

    @Override
    public Optional<LinkProperties> link() throws GatewayException, InterruptedException {
        if (common.isEmpty()) {
            return Optional.empty();
        }
        return answer(common.get(), WanActions.LINK, Deadline.after(CALL_TIMEOUT))
                .map(WanActions::link);
    }

    @Override
    public Optional<Traffic> traffic() throws GatewayException, InterruptedException {
        if (common.isEmpty()) {
            return Optional.empty();
        }
        Deadline deadline = Deadline.after(CALL_TIMEOUT);
        Traffic traffic =
                new Traffic(
                        counter(common.get(), "BytesSent", deadline),
                        counter(common.get(), "BytesReceived", deadline),
                        counter(common.get(), "PacketsSent", deadline),
                        counter(common.get(), "PacketsReceived", deadline));
        return Optional.of(traffic);
    }

    @Override
    public MappingResult map(MappingRequest request) throws GatewayException, InterruptedException {
        request.check();
        return new MappingOpener(calls("AddPortMapping"), request).open();
    }

    @Override
    public void unmap(Protocol protocol, int externalPort)
            throws GatewayException, InterruptedException {
        MappingRequest.checkExternalPort(externalPort);
        new MappingCloser(calls("DeletePortMapping")).close(protocol, externalPort);
    }

    @Override
    public List<PortMapping> unmapRange(Protocol protocol, int firstPort, int lastPort)
            throws GatewayException, InterruptedException {
        MappingRequest.checkExternalRange(firstPort, lastPort);
        return new RangeCloser(calls("DeletePortMapping")).close(protocol, firstPort, lastPort);
    }

    @Override
    public List<PortMapping> mappings() throws GatewayException, InterruptedException {
        return table.list(Deadline.after(CALL_TIMEOUT));
    }

    @Override
    public Optional<PortMapping> find(Protocol protocol, int externalPort)
            throws GatewayException, InterruptedException {
        MappingRequest.checkExternalPort(externalPort);
        Deadline deadline = Deadline.after(CALL_TIMEOUT);
        Optional<PortMapping> found = table.find(protocol, externalPort, deadline);
        return found.isPresent() ? found : table.seek(protocol, externalPort, deadline);
    }

    @Override
    public List<PortMapping> findAll(Protocol protocol, SortedSet<Integer> externalPorts)
            throws GatewayException, InterruptedException {
        for (int port : externalPorts) {
            MappingRequest.checkExternalPort(port);
        }
        return new SeveralPorts(wan, table, protocol, Deadline.after(CALL_TIMEOUT))
                .find(externalPorts);
    }

    @Override
    public void renew(PortMapping held, Duration lease)
            throws GatewayException, InterruptedException {
        MappingRequest words =
                new MappingRequest(
                        held.protocol(),
                        held.externalPort(),
                        held.internalPort(),
                        held.description(),
                        lease,
                        false);
        words.check();
        calls("AddPortMapping").add(Attempt.of(words).fromHost(held.remoteHost()));
    }

    @Override
    public Gateway paced(Pace pace) {
        return new UpnpGateway(
                info, wan.also(pace), common.map(service -> service.also(pace)), found);
    }

    @Override
    public String toString() {
        return info.name() + " (" + info.id() + ")";
    }

    /** One call's questions and changes, from the address that the router sees now. */
    private MappingCalls calls(String action) throws GatewayException {
        try {
            InetAddress client = LocalAddress.toward(wan.soap().peer().address());
            return new MappingCalls(wan, table, client, Deadline.after(CALL_TIMEOUT));
        } catch (IOException e) {
            throw new GatewayException(
                    UpnpResult.SOCKET_ERROR,
                    action
                            + " failed: there is no route to "
                            + wan.router()
                            + ". Check the network connection and search again.",
                    e);
        }
    }

    private static OptionalLong counter(PacedService common, String what, Deadline deadline)
            throws GatewayException, InterruptedException {
        return answer(common, WanActions.counter(what), deadline)
                .map(done -> WanActions.counterValue(what, done))
                .orElse(OptionalLong.empty());
    }

    /**
     * Empty when the router answers that it does not do this; it may, since the fact is optional.
     */
    private static Optional<Reply.Done> answer(
            PacedService service, Action action, Deadline deadline)
            throws GatewayException, InterruptedException {
        try {
            return Optional.of(service.ask(action, deadline));
        } catch (GatewayException e) {
            if (e.result() == UpnpResult.SOCKET_ERROR) {
                throw e;
            }
            return Optional.empty();
        }
    }
}
