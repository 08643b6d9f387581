// SPDX-License-Identifier: Apache-2.0
package org.postern.api.doctor;

import org.osgi.annotation.versioning.ProviderType;
import org.postern.api.gateway.Protocol;
import org.postern.api.internal.services.ServiceProviders;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;

/**
 * Says from outside whether a port can be reached. Run on any host outside with {@link #serve}, and
 * asked from inside with {@link #ask}. A service in OSGi; in plain Java {@link #create()} makes one.
 *
 * <p>A helper answers {@code GET /tcp/ADDRESS/PORT} and {@code GET /udp/ADDRESS/PORT} with {@code
 * {"seen":"ADDRESS","result":"open|refused|timeout|unreachable"}}. It checks only the address that
 * asks, TCP by connecting, UDP by a nonce that must come back, and sends less than it was sent.
 *
 * <p>May be called from any thread, by several at once.
 */
@ProviderType
public interface OutsideHelper extends AutoCloseable {
    /**
     * Makes one in plain Java.
     *
     * @return one that serves nothing yet
     * @throws IllegalStateException when no provider is on the class or module path; in OSGi take
     *     the service instead
     */
    static OutsideHelper create() {
        Optional<OutsideHelper> helper = ServiceProviders.first(OutsideHelper.class);
        if (helper.isEmpty()) {
            throw new IllegalStateException(
                    "No provider of "
                            + OutsideHelper.class.getName()
                            + " found: put org.postern.doctor on the path, or take the"
                            + " OutsideHelper service in OSGi.");
        }
        return helper.get();
    }

    /**
     * Starts to answer who asks.
     *
     * @param listen where; port 0 for any free one
     * @return the running helper
     * @throws IOException when the port cannot be listened on
     */
    Serving serve(InetSocketAddress listen) throws IOException;

    /**
     * Asks a helper whether a port of this network can be reached. Blocks 10 seconds at most.
     *
     * @param helper the URL of the helper, such as {@code http://host:8090}
     * @param protocol TCP or UDP
     * @param address the external address of this network, from which the helper must be asked
     * @param port the external port, 1..65535
     * @return what the helper found
     * @throws IOException when the helper cannot be asked, refuses, or answers something else
     * @throws InterruptedException when the calling thread is interrupted
     */
    OutsideResult ask(URI helper, Protocol protocol, InetAddress address, int port)
            throws IOException, InterruptedException;

    /** Ends the threads and what is served. An OSGi service ignores it. */
    @Override
    void close();

    /** A running helper. */
    @ProviderType
    interface Serving extends AutoCloseable {
        /**
         * Where it listens.
         *
         * @return the address and port in use
         */
        InetSocketAddress address();

        /** Ends it, and returns when its threads have ended. */
        @Override
        void close();
    }
}
