// SPDX-License-Identifier: Apache-2.0
package org.postern.homes;

import org.postern.api.finder.GatewayFinder;
import org.postern.api.finder.GatewayQuery;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayInfo;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.keeper.OpenPort;
import org.postern.api.keeper.PortKeeper;
import org.postern.api.keeper.PortListener;
import org.postern.testkit.tin.TinProtocol;
import org.postern.testkit.tin.TinRouter;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/**
 * A program in plain Java that knows the API alone, but for what it prints: opens a port, keeps
 * another one open, and closes both.
 */
final class OpeningProgram {
    private static final long PAUSE_NANOS = 5_000_000;

    private OpeningProgram() {}

    /** Takes an interface, a router, and how many protocols are to reach it. */
    public static void main(String... args) throws Exception {
        GatewayQuery where =
                GatewayQuery.standard().withNetworkInterface(args[0]).withWanted(args[1]);
        try (GatewayFinder finder = GatewayFinder.create();
                // Other builds on this machine may simulate UPnP routers at the same address.
                PortKeeper keeper =
                        PortKeeper.create(where.withControlProtocol(TinProtocol.NAME))) {
            Gateway gateway = finder.find(where).gateway();
            GatewayInfo info = gateway.info();
            while (info.controlProtocols().size() < Integer.parseInt(args[2])) {
                LockSupport.parkNanos(PAUSE_NANOS);
                info = gateway.info();
            }
            System.out.println("found " + info.controlProtocols() + " " + gateway.capabilities());

            MappingRequest request = MappingRequest.tcp(18161);
            gateway.map(request);
            Kept kept = new Kept();
            keeper.keep(MappingRequest.udp(18162), kept);
            kept.opened.await();
            System.out.println("open " + TinRouter.open());
            gateway.unmap(request.keys().get(0));
        }
        System.out.println("left " + TinRouter.open());
    }

    private static final class Kept implements PortListener {
        private final CountDownLatch opened = new CountDownLatch(1);

        @Override
        public void opened(OpenPort port) {
            opened.countDown();
        }
    }
}
