// SPDX-License-Identifier: Apache-2.0
package org.postern.api.keeper;

import org.osgi.annotation.versioning.ProviderType;
import org.postern.api.finder.GatewayQuery;
import org.postern.api.internal.services.ServiceProviders;

import java.io.IOException;
import java.net.URI;
import java.util.function.Consumer;

/**
 * Shows a keeper and its gateways to browsers of this machine, on the page that web consoles have; and
 * its numbers to Prometheus. In OSGi a service of the bundle {@code org.postern.web.console}. May be
 * called from any thread.
 */
@ProviderType
public interface PageServer {
    /** What a token for the metrics must have at least. */
    int SHORTEST_TOKEN = 16;

    /**
     * Whether a text can be the token for the metrics.
     *
     * @param text any
     * @return true for {@value #SHORTEST_TOKEN} or more visible characters of ASCII
     */
    static boolean isMetricsToken(String text) {
        return text.length() >= SHORTEST_TOKEN
                && text.chars().allMatch(each -> each > ' ' && each <= '~');
    }

    /**
     * Finds the provider in plain Java.
     *
     * @return serves nothing yet
     * @throws IllegalStateException when no provider is on the class or module path
     */
    static PageServer create() {
        return ServiceProviders.first(PageServer.class)
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        "No provider of "
                                                + PageServer.class.getName()
                                                + " found: put org.postern.web.console on the"
                                                + " path."));
    }

    /**
     * Listens on the loopback interface, over IPv4. The page opens at an address with a token, once;
     * the browser that opened it stays admitted until 16 others have come after it. The path of the page is random as well, since
     * browsers send cookies to all ports of a host. {@code /metrics} wants the other token in each
     * request, as {@code Authorization: Bearer TOKEN} (RFC 6750 section 2.1). Requests that name
     * another host than this one are refused, as a site does that has its name lead here.
     *
     * @param keeper that is shown, and that the page keeps ports with; not closed by this
     * @param query where the doctor and the search for devices look; as the keeper has it. In OSGi
     *     {@link GatewayQuery#standard()} stands for the {@link PortKeeper} service: what is kept on
     *     the page is kept by configuration then, where there is Config Admin
     * @param port TCP port, 0 for any free one
     * @param metricsToken see {@link #isMetricsToken}
     * @param pages told where the page opens: before this returns, and again whenever a browser was
     *     admitted, which uses up the last address. Must not block
     * @return what serves
     * @throws IOException when the port cannot be listened on
     * @throws IllegalArgumentException when the token is too short or has other characters
     */
    Serving serve(
            PortKeeper keeper,
            GatewayQuery query,
            int port,
            String metricsToken,
            Consumer<URI> pages)
            throws IOException;

    /** A page that is served. */
    @ProviderType
    interface Serving extends AutoCloseable {
        /** Where Prometheus reads the metrics. */
        URI metrics();

        /**
         * Blocks until it has ended: it was closed, or its bundle was stopped.
         *
         * @throws InterruptedException when the calling thread is interrupted; the page goes on
         */
        void awaitEnd() throws InterruptedException;

        /**
         * Ends it. What was kept on the page stays with the keeper. To be closed before the keeper;
         * closing twice does nothing.
         */
        @Override
        void close();
    }
}
