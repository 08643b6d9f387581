// SPDX-License-Identifier: Apache-2.0
package org.postern.examples.share;

import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.GatewayQuery;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.Protocol;
import org.postern.api.upnp.Upnp;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** Opens a port, prints the address to send to a friend, and closes the port after the download. */
public final class Share {
    private Share() {}

    /** Takes a file and, where the best gateway is not the one to use, an interface and a router. */
    public static void main(String... args) throws IOException, InterruptedException {
        if (args.length == 0) {
            System.err.println("Usage: Share FILE [INTERFACE [ROUTER]]");
            System.exit(64);
        }
        GatewayQuery where =
                GatewayQuery.standard()
                        .withNetworkInterface(args.length > 1 ? args[1] : "")
                        .withWanted(args.length > 2 ? args[2] : "");

        try (OneDownload download = OneDownload.of(Path.of(args[0]));
                Upnp upnp = Upnp.create()) {
            share(download, upnp.findGateway(where).gateway());
        } catch (GatewayException e) {
            // Says what failed on which router, and what to try.
            System.err.println(e.getMessage());
            System.exit(e.result().code());
        }
    }

    private static void share(OneDownload download, Gateway gateway)
            throws GatewayException, InterruptedException {
        // Should this process be killed, the router closes the port after an hour by itself.
        Duration lease = Duration.ofHours(1);
        boolean anyPort = true;
        PortMapping open =
                gateway.map(
                                new MappingRequest(
                                        Protocol.TCP, download.port(), 0, "share", lease, anyPort))
                        .mapping();
        try {
            String host = gateway.externalAddress().getHostAddress();
            System.out.println(
                    "http://" + host + ":" + open.externalPort() + "/" + download.path());
            download.await();
        } finally {
            gateway.unmap(Protocol.TCP, open.externalPort());
        }
    }
}
