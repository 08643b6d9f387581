// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.search;

import org.postern.api.discovery.Advertisement;
import org.postern.api.discovery.DiscoveryStrategy;
import org.postern.api.discovery.Search;
import org.postern.api.discovery.SearchListener;
import org.postern.api.discovery.SearchRequest;

import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A strategy that finds what it is told to find, all at once, from 127.0.0.1. */
final class AnnouncingStrategy implements DiscoveryStrategy {
    static final String IGD = "urn:schemas-upnp-org:device:InternetGatewayDevice:1";

    private final List<Advertisement> found;
    private final AtomicInteger open = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);

    private AnnouncingStrategy(List<Advertisement> found) {
        this.found = found;
    }

    static AnnouncingStrategy devices(StubDevice... devices) {
        return new AnnouncingStrategy(
                Stream.of(devices).map(each -> advertisement(IGD, each.location())).toList());
    }

    static AnnouncingStrategy of(Advertisement... advertisements) {
        return new AnnouncingStrategy(List.of(advertisements));
    }

    static Advertisement advertisement(String target, URI location) {
        return new Advertisement(
                "announcing",
                "uuid:x::" + target,
                target,
                location,
                Duration.ofMinutes(30),
                OptionalLong.empty(),
                InetAddress.getLoopbackAddress());
    }

    /** Searches that were started and not closed. */
    int open() {
        return open.get();
    }

    /** Until the first search has heard enough. */
    void awaitClosed() throws InterruptedException {
        closed.await();
    }

    @Override
    public String name() {
        return "announcing";
    }

    @Override
    public Search search(SearchRequest request, SearchListener listener) {
        open.incrementAndGet();
        found.forEach(listener::found);
        return () -> {
            open.decrementAndGet();
            closed.countDown();
        };
    }
}
