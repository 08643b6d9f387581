// SPDX-License-Identifier: Apache-2.0
package org.postern.itests;

import org.postern.api.discovery.Advertisement;
import org.postern.api.discovery.DiscoveryStrategy;
import org.postern.api.discovery.Search;
import org.postern.api.discovery.SearchListener;
import org.postern.api.discovery.SearchRequest;
import org.postern.simulator.SimulatedRouter;

import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;

/** A user's strategy: it knows its one router already. */
final class GivenStrategy implements DiscoveryStrategy {

    private final String name;
    private final SimulatedRouter router;
    private final AtomicInteger searches = new AtomicInteger();
    private final AtomicInteger running = new AtomicInteger();

    GivenStrategy(String name, SimulatedRouter router) {
        this.name = name;
        this.router = router;
    }

    /** How often it was asked. */
    int searches() {
        return searches.get();
    }

    /** How many of its searches were not closed yet. */
    int running() {
        return running.get();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Search search(SearchRequest request, SearchListener listener) {
        searches.incrementAndGet();
        running.incrementAndGet();
        listener.found(advertisement(router.descriptionUrl()));
        return new Search() {
            private boolean closed;

            @Override
            public synchronized void close() {
                if (!closed) {
                    closed = true;
                    running.decrementAndGet();
                }
            }
        };
    }

    private Advertisement advertisement(URI location) {
        String target = "urn:schemas-upnp-org:device:InternetGatewayDevice:1";
        return new Advertisement(
                name,
                router.udn() + "::" + target,
                target,
                location,
                Duration.ofMinutes(30),
                OptionalLong.empty(),
                InetAddress.getLoopbackAddress());
    }
}
