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

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** The calls by which a mapping is opened and renewed. */
public final class MappingCalls {
    private MappingCalls() {}

    /**
     * Opens; what stands there of our own is closed first where it leads elsewhere.
     *
     * @param closingFirst which is
     * @param closed run when that is done, on the worker's thread
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
            // Some let nobody close what leads to an address that is not the asker's.
        }
    }

    /** Asks for a longer lease of what is held. */
    public static Call renewal(Lease held, Duration asked, Runnable renewed, Call.Failed failed) {
        // A router that makes a week of forever (quirk A12) is asked for a week again.
        Duration lease =
                asked.isZero()
                        ? Duration.ofSeconds(Duration.ofNanos(held.term().length()).toSeconds())
                        : asked;
        return Call.of(
                (gateway, pace) -> {
                    for (PortMapping each : held.mappings()) {
                        gateway.paced(pace).renew(each, lease);
                    }
                    return renewed;
                },
                failed);
    }
}
