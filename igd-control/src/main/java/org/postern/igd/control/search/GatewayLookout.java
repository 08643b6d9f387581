// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.search;

import org.postern.api.gateway.GatewayException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Tells of each gateway as soon as it was read, and searches until the time-out. */
final class GatewayLookout implements SearchObserver {
    private final CompletableFuture<List<Sighting>> future;
    private final WantedGateway wanted;
    private final Consumer<Sighting> early;
    private final List<Sighting> sightings = new ArrayList<>();

    GatewayLookout(
            CompletableFuture<List<Sighting>> future,
            WantedGateway wanted,
            Consumer<Sighting> early) {
        this.future = future;
        this.wanted = wanted;
        this.early = early;
    }

    @Override
    public void onDevice(IgdDevice device) {
        // Told with what it was heard under.
    }

    @Override
    public void onSighting(Sighting sighting) {
        sightings.add(sighting);
        early.accept(sighting);
    }

    @Override
    public Duration extension(Duration timeout) {
        return GatewayElection.extended(timeout);
    }

    @Override
    public boolean missing(List<IgdDevice> devices) {
        return sightings.stream().noneMatch(GatewayLookout::suits);
    }

    @Override
    public void onTimeout(List<IgdDevice> devices) {
        if (missing(devices)) {
            future.completeExceptionally(NoneValid.failure(wanted, devices));
        } else {
            future.complete(List.copyOf(sightings));
        }
    }

    @Override
    public void onNothing(GatewayException reason) {
        future.completeExceptionally(reason);
    }

    private static boolean suits(Sighting sighting) {
        GatewayReading reading = sighting.reading();
        return reading.wanted() && reading.worth().compareTo(Worth.DOUBTFUL) <= 0;
    }
}
