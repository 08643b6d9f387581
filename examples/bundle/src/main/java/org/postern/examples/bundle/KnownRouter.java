// SPDX-License-Identifier: Apache-2.0
package org.postern.examples.bundle;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.postern.api.discovery.Advertisement;
import org.postern.api.discovery.DiscoveryStrategy;
import org.postern.api.discovery.Search;
import org.postern.api.discovery.SearchListener;
import org.postern.api.discovery.SearchRequest;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;

/**
 * Finds the router without searching, as a program does that has learned of it elsewhere: from a
 * DHCP option, a list of devices, or an administrator.
 */
@Component(
        configurationPid = "org.postern.examples.bundle.router",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class KnownRouter implements DiscoveryStrategy {
    /** What an administrator sets. */
    public @interface Config {
        /** The URL of the router's description; its host is an IPv4 address. */
        String url();
    }

    private final Advertisement router;

    /** Made by Declarative Services. */
    @Activate
    public KnownRouter(Config config) throws UnknownHostException {
        URI url = URI.create(config.url());
        router = Advertisement.of(name(), url, InetAddress.getByName(url.getHost()));
    }

    @Override
    public String name() {
        return "known-router";
    }

    @Override
    public Search search(SearchRequest request, SearchListener listener) {
        if (!request.ipv6()) {
            listener.found(router);
        }
        return () -> {};
    }
}
