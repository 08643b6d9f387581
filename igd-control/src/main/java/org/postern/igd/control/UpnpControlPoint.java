// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.Protocol;
import org.postern.api.gateway.Reason;
import org.postern.api.upnp.Inspection;
import org.postern.api.upnp.Upnp;
import org.postern.api.upnp.UpnpDevice;
import org.postern.api.upnp.UpnpLimits;
import org.postern.igd.control.calls.BlockingCalls;
import org.postern.igd.control.search.DeviceFilter;
import org.postern.igd.control.search.SearchSettings;
import org.postern.igd.control.search.UpnpEngine;

import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** The list and the settings of one user over an engine; all state is guarded by this. */
@Component(service = Upnp.class, scope = ServiceScope.PROTOTYPE)
public final class UpnpControlPoint implements Upnp {
    private final UpnpEngine engine;
    private final Runnable onClose;
    private final List<UpnpDevice> devices = new ArrayList<>();
    private final Set<CompletableFuture<?>> searches = ConcurrentHashMap.newKeySet();
    private boolean ipv6;
    private int localPort;
    private String networkInterface = "";

    /** A control point over the bundle's engine, which outlives it. */
    @Activate
    public UpnpControlPoint(@Reference EngineComponent engine) {
        this(engine.engine(), () -> {});
    }

    UpnpControlPoint(UpnpEngine engine, Runnable onClose) {
        this.engine = engine;
        this.onClose = onClose;
    }

    @Override
    public synchronized boolean discoverIpv6() {
        return ipv6;
    }

    @Override
    public synchronized void discoverIpv6(boolean on) {
        ipv6 = on;
    }

    @Override
    public synchronized int discoverLocalPort() {
        return localPort;
    }

    @Override
    public synchronized void discoverLocalPort(int port) {
        localPort = port;
    }

    @Override
    public synchronized String discoverMulticastInterface() {
        return networkInterface;
    }

    @Override
    public synchronized void discoverMulticastInterface(String nameOrAddress) {
        networkInterface = nameOrAddress;
    }

    @Override
    public List<UpnpDevice> discover(Duration timeout, int ttl, String deviceFilter)
            throws GatewayException, InterruptedException {
        return BlockingCalls.result(discoverAsync(timeout, ttl, deviceFilter));
    }

    @Override
    public CompletableFuture<List<UpnpDevice>> discoverAsync(
            Duration timeout, int ttl, String deviceFilter) {
        try {
            CompletableFuture<List<UpnpDevice>> search =
                    engine.list(
                            settings(timeout, ttl), new DeviceFilter(deviceFilter), device -> {});
            clearDevices();
            searches.add(search);
            CompletableFuture<List<UpnpDevice>> listed = search.thenApply(this::listed);
            listed.whenComplete(
                    (list, failure) -> {
                        search.cancel(false);
                        searches.remove(search);
                    });
            return listed;
        } catch (GatewayException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private synchronized SearchSettings settings(Duration timeout, int ttl) {
        return new SearchSettings(timeout, ttl, localPort, ipv6, networkInterface);
    }

    private synchronized List<UpnpDevice> listed(List<UpnpDevice> found) {
        devices.clear();
        devices.addAll(found);
        return found;
    }

    /** Closing ends what is waited for, also where the engine lives on. */
    private <T> T awaited(CompletableFuture<T> call) throws GatewayException, InterruptedException {
        searches.add(call);
        try {
            return BlockingCalls.result(call);
        } finally {
            searches.remove(call);
        }
    }

    @Override
    public UpnpDevice describe(URI descriptionUrl) throws GatewayException, InterruptedException {
        return awaited(engine.describe(descriptionUrl));
    }

    @Override
    public UpnpDevice describe(URI descriptionUrl, Duration timeout)
            throws GatewayException, InterruptedException {
        return awaited(engine.describe(descriptionUrl, timeout));
    }

    @Override
    public Inspection inspect(URI descriptionUrl) throws GatewayException, InterruptedException {
        return awaited(engine.inspect(descriptionUrl));
    }

    @Override
    public synchronized int deviceCount() {
        return devices.size();
    }

    @Override
    public synchronized UpnpDevice device(int index) {
        return devices.get(index);
    }

    @Override
    public synchronized void addDevice(UpnpDevice device) {
        devices.add(device);
    }

    @Override
    public synchronized void setDevice(int index, UpnpDevice device) {
        devices.set(index, device);
    }

    @Override
    public synchronized void removeDevice(int index) {
        devices.remove(index);
    }

    @Override
    public synchronized void clearDevices() {
        devices.clear();
    }

    @Override
    public synchronized Optional<UpnpDevice> gateway() {
        return devices.stream().filter(UpnpDevice::validGateway).findFirst();
    }

    @Override
    public PortMapping addPortMapping(
            int port, int internalPort, String description, Protocol protocol, Duration lease)
            throws GatewayException, InterruptedException {
        // Bad arguments are reported even before a missing gateway.
        MappingRequest.of(List.of(protocol), port).internalPort(internalPort).lease(lease).check();
        UpnpLimits.checkLease(lease);
        return defaultGateway().addPortMapping(port, internalPort, description, protocol, lease);
    }

    @Override
    public void deletePortMapping(int port, Protocol protocol)
            throws GatewayException, InterruptedException {
        PortKey.checkExternalPort(port);
        defaultGateway().deletePortMapping(port, protocol);
    }

    @Override
    public InetAddress externalAddress() throws GatewayException, InterruptedException {
        return defaultGateway().externalAddress();
    }

    private UpnpDevice defaultGateway() throws GatewayException {
        return gateway()
                .orElseThrow(
                        () ->
                                new GatewayException(
                                        Reason.NO_GATEWAY,
                                        "There is no valid gateway in the list: call discover()"
                                                + " first, and look at what it found."));
    }

    @Override
    @Deactivate
    public void close() {
        searches.forEach(search -> search.cancel(false));
        onClose.run();
    }
}
