// SPDX-License-Identifier: Apache-2.0
package org.postern.gateways;

import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.postern.api.control.ControlProtocol;
import org.postern.api.gateway.Watch;
import org.postern.gateways.internal.registry.RankedServices;
import org.postern.gateways.protocols.NamedProtocol;
import org.postern.gateways.protocols.Protocols;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The control protocols that are registered as services. Bundles start in any order. */
@Component(service = ProtocolRegistry.class)
public final class ProtocolRegistry implements Protocols {
    private final RankedServices<ControlProtocol> services = new RankedServices<>();

    /** Called on the thread that registers a protocol or takes it back. */
    private final Set<Runnable> listeners = ConcurrentHashMap.newKeySet();

    private final AtomicLong searches = new AtomicLong();

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            unbind = "unbindProtocol")
    void bindProtocol(ServiceReference<ControlProtocol> reference, ControlProtocol protocol) {
        services.add(reference, protocol);
        listeners.forEach(Runnable::run);
    }

    void unbindProtocol(ServiceReference<ControlProtocol> reference) {
        services.remove(reference);
        listeners.forEach(Runnable::run);
    }

    @Override
    public List<NamedProtocol> all() {
        return NamedProtocol.of(services.all());
    }

    @Override
    public Watch onChange(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    @Override
    public void countSearches(int more) {
        searches.addAndGet(more);
    }

    @Override
    public long searches() {
        return searches.get();
    }
}
