// SPDX-License-Identifier: Apache-2.0
package org.postern.web.console.status;

import org.postern.api.finder.GatewayQuery;
import org.postern.api.gateway.GatewayException;
import org.postern.api.upnp.Upnp;
import org.postern.api.upnp.UpnpDevice;
import org.postern.web.console.internal.threads.WorkerThreads;
import org.postern.web.console.sources.SearchingUpnp;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;

/** Searches for all devices of the network in the background. May be used from any thread. */
public final class DeviceSearches implements AutoCloseable {
    /** Every UPnP device, not gateways alone. */
    private static final String ALL = "";

    private final ThreadPoolExecutor thread = WorkerThreads.pool("postern-console-search", 1, 1);
    private final Clock clock;

    /** Guarded by this. */
    private SearchState state = new SearchState(false, Optional.empty(), List.of(), "");

    /** Searches nothing yet. */
    public DeviceSearches(Clock clock) {
        this.clock = clock;
    }

    public synchronized SearchState state() {
        return state;
    }

    /**
     * Starts a search, which takes the two seconds of {@link GatewayQuery#DEFAULT_TIMEOUT}.
     *
     * @param searching closed when the search has ended, or when none is started
     * @param networkInterface the only interface to search on; empty for all
     * @return false when one is running already
     */
    public synchronized boolean start(SearchingUpnp searching, String networkInterface) {
        if (state.running()) {
            searching.close();
            return false;
        }
        try {
            thread.execute(() -> run(searching, networkInterface));
            state = new SearchState(true, state.at(), state.devices(), state.failure());
            return true;
        } catch (RejectedExecutionException e) {
            searching.close();
            return false;
        }
    }

    private void run(SearchingUpnp searching, String networkInterface) {
        List<UpnpDevice> devices = List.of();
        String failure = "";
        try (searching) {
            Upnp upnp = searching.upnp();
            upnp.discoverMulticastInterface(networkInterface);
            devices = upnp.discover(GatewayQuery.DEFAULT_TIMEOUT, Upnp.DEFAULT_TTL, ALL);
        } catch (GatewayException e) {
            failure = e.getMessage();
        } catch (InterruptedException e) {
            failure = "The search was ended.";
        } catch (RuntimeException | LinkageError e) {
            failure = "The search failed: " + e;
        } finally {
            ended(devices, failure);
        }
    }

    private synchronized void ended(List<UpnpDevice> devices, String failure) {
        state = new SearchState(false, Optional.of(clock.instant()), devices, failure);
    }

    /** Ends a search that is running. */
    @Override
    public void close() {
        thread.shutdownNow();
    }
}
