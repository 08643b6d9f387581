// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.events;

import org.postern.igd.control.http.Callback;
import org.postern.igd.control.http.CallbackServer;
import org.postern.igd.control.http.DocumentEnd;
import org.postern.igd.control.http.HttpRequestReader;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Where a router can reach this machine with its events. Follows this machine from one address to
 * the next. Safe for several threads.
 */
final class EventAddress {
    /** Knows this machine's address toward a host. */
    @FunctionalInterface
    interface Routes {
        InetAddress facing(InetAddress host) throws IOException;
    }

    /** UDA 1.1 section 4.3.2. */
    static final DocumentEnd EVENT = DocumentEnd.of("propertyset");

    private final CallbackServer server;
    private final InetAddress router;
    private final Routes routes;
    private final Predicate<HttpRequestReader> taker;

    /** Guarded by this. */
    private Optional<Callback> callback = Optional.empty();

    /** Guarded by this. */
    private boolean closed;

    EventAddress(
            CallbackServer server,
            InetAddress router,
            Routes routes,
            Predicate<HttpRequestReader> taker) {
        this.server = server;
        this.router = router;
        this.routes = routes;
        this.taker = taker;
    }

    /** Listens at the address of now, if not already. */
    URI listen() throws IOException {
        // Of the same family as the router: it will not call another (UDA 2.0 annex A).
        InetAddress local = routes.facing(router);
        Optional<Callback> left = Optional.empty();
        URI url;
        synchronized (this) {
            if (closed) {
                throw new IOException("the subscription was ended");
            }
            if (callback.filter(each -> each.listensAt(local)).isEmpty()) {
                left = callback;
                callback = Optional.of(server.listen(local, router, EVENT, taker));
            }
            url = callback.get().url();
        }
        left.ifPresent(Callback::close);
        return url;
    }

    /** False where {@link #listen} would give another; without a route nobody knows. */
    boolean isCurrent() {
        Optional<Callback> held = held();
        try {
            InetAddress local = routes.facing(router);
            return held.filter(each -> each.listensAt(local)).isPresent();
        } catch (IOException e) {
            return held.isPresent();
        }
    }

    void close() {
        synchronized (this) {
            closed = true;
        }
        held().ifPresent(Callback::close);
    }

    private synchronized Optional<Callback> held() {
        return callback;
    }
}
