// SPDX-License-Identifier: Apache-2.0
package org.postern.examples.share;

import org.postern.api.finder.GatewayFinder;
import org.postern.api.finder.GatewayQuery;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.PortMapping;
import org.postern.api.upnp.UpnpResult;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

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
                GatewayFinder finder = GatewayFinder.create()) {
            share(download, finder.find(where).gateway());
        } catch (GatewayException e) {
            // Says what failed on which router, and what to try.
            System.err.println(e.getMessage());
            System.exit(UpnpResult.of(e).code());
        }
    }

    private static void share(OneDownload download, Gateway gateway)
            throws GatewayException, InterruptedException {
        // Should this process be killed, the router closes the port after an hour by itself.
        MappingRequest request = MappingRequest.tcp(download.port()).description("share").anyPort();
        PortMapping open = gateway.map(request).mapping();
        CountDownLatch closed = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(download, closed)));
        try {
            String host = gateway.externalAddress().getHostAddress();
            System.out.println(
                    "http://" + host + ":" + open.externalPort() + "/" + download.path());
            download.await();
        } finally {
            try {
                gateway.unmap(open.key());
            } finally {
                closed.countDown();
            }
        }
    }

    /** Ctrl-C: gives up the download, and lets the port be closed before the process ends. */
    private static void end(OneDownload download, CountDownLatch closed) {
        download.cancel();
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
