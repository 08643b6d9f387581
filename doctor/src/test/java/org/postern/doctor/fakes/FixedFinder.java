// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.fakes;

import org.postern.api.finder.GatewayChoice;
import org.postern.api.finder.GatewayFinder;
import org.postern.api.finder.GatewayQuery;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Reason;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Finds the gateway that a test names, or none. */
public final class FixedFinder implements GatewayFinder {
    private final Optional<Gateway> gateway;
    public final CompletableFuture<GatewayQuery> query = new CompletableFuture<>();

    private FixedFinder(Optional<Gateway> gateway) {
        this.gateway = gateway;
    }

    public static FixedFinder finding(Gateway gateway) {
        return new FixedFinder(Optional.of(gateway));
    }

    public static FixedFinder findingNothing() {
        return new FixedFinder(Optional.empty());
    }

    @Override
    public GatewayChoice find(GatewayQuery asked) throws GatewayException {
        query.complete(asked);
        return gateway.map(each -> new GatewayChoice(each, "", List.of(), List.of()))
                .orElseThrow(() -> new GatewayException(Reason.NO_DEVICES, "Nothing is there."));
    }

    @Override
    public void close() {}
}
