// SPDX-License-Identifier: Apache-2.0
package org.postern.api.doctor;

import org.osgi.annotation.versioning.ProviderType;
import org.postern.api.gateway.Protocol;
import org.postern.api.internal.services.ServiceProviders;
import org.postern.api.keeper.PortKeeper;

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
 * asks, TCP by connecting, UDP by a nonce that must come back. A check sends no more data than the
 * request had.
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
     * Starts to answer who asks. Its own host is answered only where it listens on a loopback address,
     * so that a reverse proxy in front of it gives nobody a view of that host's ports.
     *
     * @param listen where; port 0 for any free one
     * @return the running helper
     * @throws IOException when the port cannot be listened on
     */
    Serving serve(InetSocketAddress listen) throws IOException;

    /**
     * Asks a helper whether a port of this network can be reached. Blocks 10 seconds at most.
     *
     * @param helper the URL of the helper, such as {@code http://host:8090}; of {@code http} alone
     * @param protocol TCP or UDP
     * @param address the external address of this network, from which the helper must be asked; where
     *     it is one of this machine, the helper is asked from it. The helper is asked over the same
     *     version of IP
     * @param port the external port, 1..65535
     * @return what the helper found; {@link OutsideResult.Reached#NOT_CHECKED} where it was asked from
     *     another address
     * @throws IOException when the helper cannot be asked, refuses, answers something else, or is not
     *     outside: it sees no public address where {@code address} is one; the message is a sentence
     *     for people
     * @throws InterruptedException when the calling thread is interrupted
     */
    OutsideResult ask(URI helper, Protocol protocol, InetAddress address, int port)
            throws IOException, InterruptedException;

    /**
     * Asks a helper about all ports that a keeper keeps open: when one has been opened or its external
     * address has changed, and every ten minutes. Never asks faster than a helper allows, so that many
     * ports take longer. Keeping does not depend on it.
     *
     * @param keeper whose ports
     * @param helper the URL of the helper, as for {@link #ask}
     * @param listener told of each change
     * @return to be closed when it is no longer wanted
     */
    ReachWatch watch(PortKeeper keeper, URI helper, ReachListener listener);

    /** Ends the threads, what is served, and all watches. An OSGi service ignores it. */
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

        /**
         * Blocks until it has ended: it was closed, or its bundle was stopped.
         *
         * @throws InterruptedException when the calling thread is interrupted; the helper goes on
         */
        void awaitEnd() throws InterruptedException;

        /** Ends it, and returns when its threads have ended. */
        @Override
        void close();
    }
}
