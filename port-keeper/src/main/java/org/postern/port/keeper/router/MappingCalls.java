// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.router;

import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.MappingResult;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.PortMapping;
import org.postern.port.keeper.state.Lease;
import org.postern.port.keeper.state.RetryRule;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The calls by which a mapping is opened and renewed. */
public final class MappingCalls {
    private MappingCalls() {}

    /**
     * Opens a port; the keeper's own mappings there that lead elsewhere are closed first, after
     * which {@code closed} runs on the worker's thread.
     */
    public static Call opening(
            MappingRequest request,
            List<PortKey> closingFirst,
            Runnable closed,
            Consumer<MappingResult> opened,
            Call.Failed failed) {
        return Call.of(
                (gateway, pace) -> {
                    for (PortKey key : closingFirst) {
                        closeIfThere(gateway.paced(pace), key);
                    }
                    closed.run();
                    MappingResult result = gateway.paced(pace).map(request);
                    return () -> opened.accept(result);
                },
                failed);
    }

    private static void closeIfThere(Gateway gateway, PortKey key)
            throws GatewayException, InterruptedException {
        try {
            gateway.unmap(key);
        } catch (GatewayException e) {
            if (RetryRule.of(e) == RetryRule.SOON) {
                throw e;
            }
            // Some routers permit only the address to which a mapping leads to close it.
        }
    }

    /**
     * Renews the lease of what is held for a request; {@code renewed} gets the shortest lease that is
     * granted.
     */
    public static Call renewal(
            Lease held, MappingRequest request, Consumer<Duration> renewed, Call.Failed failed) {
        Duration asked = held.asked();
        // A router that grants a week instead of a permanent lease (A12) is asked for a week again.
        Duration lease =
                asked.isZero()
                        ? Duration.ofSeconds(Duration.ofNanos(held.term().length()).toSeconds())
                        : asked;
        return Call.of(
                (gateway, pace) -> {
                    Duration shortest = lease;
                    for (PortMapping each : held.mappings()) {
                        Duration granted =
                                renew(gateway.paced(pace), each, request.client(), lease);
                        shortest = granted.compareTo(shortest) < 0 ? granted : shortest;
                    }
                    Duration granted = shortest;
                    return () -> renewed.accept(granted);
                },
                failed);
    }

    /** {@link Gateway#renew} is for this machine's ports only. */
    private static Duration renew(
            Gateway gateway, PortMapping held, Optional<InetAddress> client, Duration lease)
            throws GatewayException, InterruptedException {
        if (client.isEmpty()) {
            return gateway.renew(held, lease);
        }
        PortMapping repeated =
                gateway.map(
                                MappingRequest.of(List.of(held.protocol()), held.externalPort())
                                        .internalPort(held.internalPort())
                                        .description(held.description())
                                        .lease(lease)
                                        .client(client.get()))
                        .mapping();
        return repeated.leaseKnown() && !repeated.lease().isZero() ? repeated.lease() : lease;
    }
}
