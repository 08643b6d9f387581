// SPDX-License-Identifier: Apache-2.0
package org.postern.api.keeper;

import org.osgi.annotation.versioning.ProviderType;
import org.postern.api.gateway.MappingRequest;

import java.util.concurrent.CompletableFuture;

/** A port that is kept open until this is closed. May be used from any thread. */
@ProviderType
public interface KeptPort extends AutoCloseable {
    /**
     * What is asked.
     *
     * @return always the same
     */
    MappingRequest request();

    /**
     * Who asks, for people: {@code configuration NAME}, {@code bundle NAME}, {@code program}.
     *
     * @return always the same
     */
    String origin();

    /**
     * Whether it is kept again after a restart of the process, as by a configuration.
     *
     * @return always the same
     */
    boolean persistent();

    /**
     * The current status, as far as the keeper knows. Sends no request.
     *
     * @return a snapshot
     */
    PortStatus status();

    /**
     * Stops keeping the port, and closes it where it is open.
     *
     * @return ends when the routers have closed it; exceptionally with a {@link
     *     org.postern.api.gateway.GatewayException} when one could not be asked: its lease ends
     *     there, or the next start of the keeper closes it
     */
    CompletableFuture<Void> release();

    /** Releases the port without waiting for the routers. */
    @Override
    void close();
}
