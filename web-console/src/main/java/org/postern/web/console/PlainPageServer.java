// SPDX-License-Identifier: Apache-2.0
package org.postern.web.console;

import org.postern.api.doctor.Doctor;
import org.postern.api.finder.GatewayQuery;
import org.postern.api.keeper.PageServer;
import org.postern.api.keeper.PortKeeper;
import org.postern.api.upnp.Upnp;
import org.postern.web.console.sources.SearchingUpnp;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Serves the page in plain Java; found by {@link ServiceLoader}. */
public final class PlainPageServer implements PageServer {
    /** Of the JDK's server, in seconds; it would wait for a request without end. */
    static final String LONGEST_REQUEST = "sun.net.httpserver.maxReqTime";

    /** Likewise, from the end of a request to that of the response: an action takes half of it. */
    static final String LONGEST_RESPONSE = "sun.net.httpserver.maxRspTime";

    public PlainPageServer() {}

    @Override
    public Serving serve(
            PortKeeper keeper,
            GatewayQuery query,
            int port,
            String metricsToken,
            Consumer<URI> pages)
            throws IOException {
        limit(LONGEST_REQUEST, "10");
        limit(LONGEST_RESPONSE, "60");
        Optional<Doctor> doctor = found(Doctor::create);
        KeeperSources sources =
                new KeeperSources(
                        keeper,
                        query,
                        () -> doctor,
                        () ->
                                found(Upnp::create)
                                        .map(upnp -> new SearchingUpnp(upnp, upnp::close)));
        return ServedPage.start(
                new ConsoleCore(sources, sources.events(), sources.monitor()),
                sources.monitor().numbers(),
                new ServedPage.Settings(port, metricsToken, pages),
                () -> {
                    sources.close();
                    doctor.ifPresent(Doctor::close);
                });
    }

    private static void limit(String property, String seconds) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, seconds);
        }
    }

    private static <T> Optional<T> found(Supplier<T> service) {
        try {
            return Optional.of(service.get());
        } catch (IllegalStateException e) {
            // Its jar is not on the path.
            return Optional.empty();
        }
    }
}
