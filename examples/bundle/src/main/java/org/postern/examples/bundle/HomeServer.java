// SPDX-License-Identifier: Apache-2.0
package org.postern.examples.bundle;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.keeper.OpenPort;
import org.postern.api.keeper.PortClaim;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * A server of the home that is reachable from the internet as long as it is configured: the port
 * keeper finds this service, and closes the port when it goes. When the configuration changes,
 * Declarative Services registers a new one, so that the request of one claim never changes.
 */
@Component(
        configurationPid = "org.postern.examples.bundle.server",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class HomeServer implements PortClaim {
    private static final Logger LOG = System.getLogger("org.postern.examples.bundle");

    /** What an administrator sets. */
    public @interface Config {
        /** The port that the server listens on. */
        int port();
    }

    private final int port;

    /** Made by Declarative Services. */
    @Activate
    public HomeServer(Config config) {
        port = config.port();
    }

    @Override
    public MappingRequest request() {
        return MappingRequest.tcp(port).description("home server");
    }

    @Override
    public void opened(OpenPort open) {
        LOG.log(Level.INFO, "The server is reachable at port " + open.mapping().externalPort());
    }

    @Override
    public void lost(OpenPort open, String reason) {
        LOG.log(Level.WARNING, "The server is not reachable from the internet: " + reason);
    }
}
