// SPDX-License-Identifier: Apache-2.0
package org.postern.gateways.merged;

import org.postern.api.gateway.CallStatistics;
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
import org.postern.api.gateway.Traffic;
import org.postern.api.gateway.WanStatus;
import org.postern.gateways.protocols.DiagnosableFailures;
import org.postern.gateways.reachability.OpenPortNotes;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * One router, over all control protocols that reach it. Each call is made over the first protocol
 * that can do it, and over the next where that fails. Safe for several threads.
 */
public final class MergedGateway implements Gateway {
    private final ProtocolGateways protocols;
    private final OpenPortNotes notes;
    private final PortHolders holders;
    private final MergedInfo info;
    private final List<Pace> paces;
    private final LongSupplier nanoTime;

    /** A gateway over what is known at first: protocols may be added and taken away later. */
    public MergedGateway(ProtocolGateways protocols) {
        this(protocols, OpenPortNotes.NONE);
    }

    /** The same, which adds notes to the ports that it opens. */
    public MergedGateway(ProtocolGateways protocols, OpenPortNotes notes) {
        this(protocols, notes, System::nanoTime);
    }

    MergedGateway(ProtocolGateways protocols, LongSupplier nanoTime) {
        this(protocols, OpenPortNotes.NONE, nanoTime);
    }

    private MergedGateway(ProtocolGateways protocols, OpenPortNotes notes, LongSupplier nanoTime) {
        this(
                protocols,
                notes,
                new PortHolders(nanoTime),
                new MergedInfo(protocols.all().get(0).gateway().info()),
                List.of(),
                nanoTime);
    }

    private MergedGateway(
            ProtocolGateways protocols,
            OpenPortNotes notes,
            PortHolders holders,
            MergedInfo info,
            List<Pace> paces,
            LongSupplier nanoTime) {
        this.protocols = protocols;
        this.notes = notes;
        this.holders = holders;
        this.info = info;
        this.paces = paces;
        this.nanoTime = nanoTime;
    }

    /** Others may be added to them, and they may be taken away. */
    public ProtocolGateways protocols() {
        return protocols;
    }

    /** The router may have lost its mappings, as after a restart. */
    public void doubtMappings() {
        holders.doubtAll();
    }

    @Override
    public GatewayInfo info() {
        return info.of(protocols.all());
    }

    @Override
    public Set<Capability> capabilities() {
        Set<Capability> union = EnumSet.noneOf(Capability.class);
        protocols.all().forEach(each -> union.addAll(each.gateway().capabilities()));
        return Collections.unmodifiableSet(union);
    }

    @Override
    public CallStatistics statistics() {
        return protocols.statistics();
    }

    @Override
    public InetAddress externalAddress() throws GatewayException, InterruptedException {
        GatewayCall call = call();
        try {
            return call.first(call.all(), Gateway::externalAddress);
        } catch (GatewayException e) {
            throw DiagnosableFailures.advised(e);
        }
    }

    @Override
    public WanStatus status() throws GatewayException, InterruptedException {
        GatewayCall call = call();
        return call.first(
                able(call, Capability.STATUS, "tell the state of its internet connection"),
                Gateway::status);
    }

    @Override
    public Optional<LinkProperties> link() throws GatewayException, InterruptedException {
        GatewayCall call = call();
        List<ProtocolGateway> able = call.able(Capability.LINK);
        return able.isEmpty() ? Optional.empty() : call.first(able, Gateway::link);
    }

    @Override
    public Optional<Traffic> traffic() throws GatewayException, InterruptedException {
        GatewayCall call = call();
        List<ProtocolGateway> able = call.able(Capability.TRAFFIC);
        return able.isEmpty() ? Optional.empty() : call.first(able, Gateway::traffic);
    }

    @Override
    public MappingResult map(MappingRequest request) throws GatewayException, InterruptedException {
        request.check();
        try {
            MappingResult result = new MappingCall(call(), holders, info()).map(request);
            return notes.added(result, request, info());
        } catch (GatewayException e) {
            throw DiagnosableFailures.advised(e);
        }
    }

    @Override
    public void unmap(PortKey key) throws GatewayException, InterruptedException {
        key.check();
        new PortCloser(call(), holders).unmap(key);
    }

    @Override
    public List<PortMapping> unmapRange(Protocol protocol, int firstPort, int lastPort)
            throws GatewayException, InterruptedException {
        PortKey.checkExternalRange(firstPort, lastPort);
        GatewayCall call = call();
        PortCloser closer = new PortCloser(call, holders);
        List<ProtocolGateway> listers = call.able(Capability.LIST);
        if (listers.isEmpty()) {
            return closer.unmapRange(own(call), protocol, firstPort, lastPort);
        }
        List<PortMapping> closed =
                call.ask(
                        listers.get(0),
                        call.left(),
                        gateway -> gateway.unmapRange(protocol, firstPort, lastPort));
        List<PortKey> keys = closed.stream().map(PortMapping::key).toList();
        keys.forEach(holders::forget);
        closer.forgetElsewhere(listers.get(0), keys);
        return closed;
    }

    @Override
    public List<PortMapping> mappings() throws GatewayException, InterruptedException {
        GatewayCall call = call();
        List<ProtocolGateway> able = call.able(Capability.LIST);
        if (!able.isEmpty()) {
            return call.first(able, Gateway::mappings);
        }
        return own(call);
    }

    /** What this installation has opened over each protocol that has no list. */
    private List<PortMapping> own(GatewayCall call) throws GatewayException, InterruptedException {
        List<PortMapping> own = new ArrayList<>();
        for (ProtocolGateway each : able(call, Capability.OWN_LIST, "list its mappings")) {
            own.addAll(call.ask(each, call.left(), Gateway::mappings));
        }
        return List.copyOf(own);
    }

    @Override
    public Optional<PortMapping> find(PortKey key) throws GatewayException, InterruptedException {
        key.check();
        GatewayCall call = call();
        return new PortReader(call, holders)
                .find(key, able(call, Capability.FIND, "look mappings up"));
    }

    @Override
    public List<PortMapping> findAll(SortedSet<PortKey> keys)
            throws GatewayException, InterruptedException {
        GatewayCall call = call();
        List<ProtocolGateway> able = able(call, Capability.FIND, "look mappings up");
        return keys.isEmpty() ? List.of() : new PortReader(call, holders).findAll(keys, able);
    }

    @Override
    public Duration renew(PortMapping held, Duration lease)
            throws GatewayException, InterruptedException {
        GatewayCall call = call();
        ProtocolGateway holder = holder(call, held.key());
        Duration granted = call.ask(holder, call.left(), gateway -> gateway.renew(held, lease));
        holders.remember(held.withLease(granted), holder.protocol());
        return granted;
    }

    /** Where it is not known: the one that sees what the router holds, whoever opened it. */
    private ProtocolGateway holder(GatewayCall call, PortKey key) throws InterruptedException {
        List<ProtocolGateway> all = call.all();
        Predicate<ProtocolGateway> sees =
                each -> each.has(Capability.FIND) || each.has(Capability.LIST);
        return call.opener(key, holders)
                .or(() -> all.stream().filter(sees).findFirst())
                .orElse(all.get(0));
    }

    @Override
    public CallbackRequest requestCallback(int port) throws GatewayException, InterruptedException {
        GatewayCall call = call();
        return call.first(
                able(call, Capability.CALLBACK, "connect to this machine"),
                gateway -> gateway.requestCallback(port));
    }

    @Override
    public Optional<Pinholes> pinholes() {
        return capabilities().contains(Capability.PINHOLE) || protocols.isIncomplete()
                ? Optional.of(new MergedPinholes(this::call, notes))
                : Optional.empty();
    }

    @Override
    public Gateway paced(Pace pace) {
        List<Pace> both = new ArrayList<>(paces);
        both.add(pace);
        return new MergedGateway(protocols, notes, holders, info, List.copyOf(both), nanoTime);
    }

    @Override
    public String toString() {
        GatewayInfo now = info();
        return now.name() + " (" + now.id() + ")";
    }

    private GatewayCall call() {
        return new GatewayCall(protocols, paces, new CallBudget(nanoTime));
    }

    private List<ProtocolGateway> able(GatewayCall call, Capability needed, String what)
            throws GatewayException, InterruptedException {
        List<ProtocolGateway> able = call.able(needed);
        if (able.isEmpty()) {
            throw UnsupportedCalls.failure(info(), what);
        }
        return able;
    }
}
