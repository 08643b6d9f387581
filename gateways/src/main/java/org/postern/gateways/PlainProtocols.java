// SPDX-License-Identifier: Apache-2.0
package org.postern.gateways;

import static org.postern.gateways.logging.GatewaysLog.LOG;

import org.postern.api.control.ControlProtocol;
import org.postern.api.gateway.Watch;
import org.postern.gateways.internal.services.ServiceProviders;
import org.postern.gateways.protocols.NamedProtocol;
import org.postern.gateways.protocols.Protocols;

import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** The control protocols on the class or module path, each with threads of its own until closed. */
final class PlainProtocols implements Protocols, AutoCloseable {
    private final List<ControlProtocol> loaded;
    private final List<NamedProtocol> named;
    private final AtomicLong searches;

    private PlainProtocols(List<ControlProtocol> loaded, AtomicLong searches) {
        this.loaded = loaded;
        this.named = NamedProtocol.of(loaded);
        this.searches = searches;
    }

    /** The number of searches may be shared with others. */
    static PlainProtocols load(AtomicLong searches) {
        return new PlainProtocols(ServiceProviders.all(ControlProtocol.class), searches);
    }

    @Override
    public List<NamedProtocol> all() {
        return named;
    }

    @Override
    public Watch onChange(Runnable listener) {
        return () -> {};
    }

    @Override
    public void countSearches(int more) {
        searches.addAndGet(more);
    }

    @Override
    public long searches() {
        return searches.get();
    }

    @Override
    public void close() {
        for (ControlProtocol each : loaded) {
            try {
                each.close();
            } catch (RuntimeException | LinkageError e) {
                LOG.log(
                        Level.WARNING,
                        "Control protocol " + each.getClass().getName() + " failed to end: " + e);
            }
        }
    }
}
