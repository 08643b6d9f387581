// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.fakes;

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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/** Finds what a test lists, and what it announces later; sends nothing. */
public final class ListedStrategy implements DiscoveryStrategy {
    public static final String GATEWAY = "urn:schemas-upnp-org:device:InternetGatewayDevice:1";
    public static final String ROOT = "upnp:rootdevice";

    private final String name;
    private final List<Advertisement> listed;
    private final CompletableFuture<SearchListener> listener = new CompletableFuture<>();
    public final CompletableFuture<SearchRequest> request = new CompletableFuture<>();
    public final CountDownLatch closed = new CountDownLatch(1);

    private ListedStrategy(String name, List<Advertisement> listed) {
        this.name = name;
        this.listed = listed;
    }

    public static ListedStrategy multicast(Advertisement... listed) {
        return new ListedStrategy(IPV4, List.of(listed));
    }

    public static ListedStrategy unicast(Advertisement... listed) {
        return new ListedStrategy(UNICAST, List.of(listed));
    }

    /** What a device says at the host of its URL. */
    public static Advertisement at(URI location, String target) throws Exception {
        return from(InetAddress.getByName(location.getHost()), location, target);
    }

    public static Advertisement from(InetAddress sender, URI location, String target) {
        return new Advertisement(
                "set when it is told",
                "",
                target,
                location,
                Duration.ofMinutes(30),
                OptionalLong.empty(),
                sender);
    }

    public void announce(Advertisement said) {
        listener.join()
                .found(
                        new Advertisement(
                                name,
                                said.usn(),
                                said.searchTarget(),
                                said.location(),
                                said.maxAge(),
                                said.bootId(),
                                said.sender()));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Search search(SearchRequest asked, SearchListener heard) {
        listener.complete(heard);
        request.complete(asked);
        listed.forEach(this::announce);
        return closed::countDown;
    }
}
