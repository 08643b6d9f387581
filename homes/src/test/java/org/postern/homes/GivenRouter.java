// SPDX-License-Identifier: Apache-2.0
package org.postern.homes;

import org.postern.api.discovery.Advertisement;
import org.postern.api.discovery.DiscoveryStrategy;
import org.postern.api.discovery.DiscoveryStrategyProvider;
import org.postern.api.discovery.Search;
import org.postern.api.discovery.SearchListener;
import org.postern.api.discovery.SearchRequest;

import java.net.InetAddress;
import java.net.URI;
import java.util.List;

/** Finds the router whose URL the process was given, instead of those of the whole network. */
public final class GivenRouter implements DiscoveryStrategy, DiscoveryStrategyProvider {
    static final String URL = "postern.homes.router";

    /** Made by ServiceLoader. */
    public GivenRouter() {}

    @Override
    public List<DiscoveryStrategy> strategies() {
        return List.of(this);
    }

    @Override
    public String name() {
        return "given-router";
    }

    @Override
    public Search search(SearchRequest request, SearchListener listener) {
        URI url = URI.create(System.getProperty(URL));
        listener.found(Advertisement.of(name(), url, InetAddress.getLoopbackAddress()));
        return () -> {};
    }

    @Override
    public void close() {}
}
