package org.postern.igd.control;

import org.postern.api.discovery.DiscoveryStrategy;
import org.postern.api.discovery.DiscoveryStrategyProvider;
import org.postern.api.upnp.Upnp;
import org.postern.api.upnp.UpnpProvider;
import org.postern.igd.control.search.UpnpEngine;

import java.util.List;
import java.util.ServiceLoader;

/** Wires a control point by hand, for plain Java; found by {@link ServiceLoader}. */
public final class PlainUpnpProvider implements UpnpProvider {
    @Override
    public Upnp create() {
        List<DiscoveryStrategyProvider> providers =
                ServiceLoader.load(DiscoveryStrategyProvider.class).stream()
                        .map(ServiceLoader.Provider::get)
                        .toList();
        List<DiscoveryStrategy> strategies =
                providers.stream().flatMap(each -> each.strategies().stream()).toList();
        UpnpEngine engine = new UpnpEngine(() -> strategies);
        return new UpnpControlPoint(
                engine,
                () -> {
                    engine.close();
                    providers.forEach(DiscoveryStrategyProvider::close);
                });
    }
}
