// SPDX-License-Identifier: Apache-2.0
package org.postern.gateways.fakes;

import org.postern.api.control.ControlProtocol;
import org.postern.api.gateway.Watch;
import org.postern.gateways.protocols.NamedProtocol;
import org.postern.gateways.protocols.Protocols;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Protocols that come and go as a test says. */
public final class FakeProtocols implements Protocols {
    private final Set<Runnable> listeners = ConcurrentHashMap.newKeySet();
    private final AtomicLong searches = new AtomicLong();
    private volatile List<ControlProtocol> now;

    public FakeProtocols(ControlProtocol... protocols) {
        this.now = List.of(protocols);
    }

    public void are(ControlProtocol... protocols) {
        now = List.of(protocols);
        listeners.forEach(Runnable::run);
    }

    @Override
    public List<NamedProtocol> all() {
        return NamedProtocol.of(now);
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
