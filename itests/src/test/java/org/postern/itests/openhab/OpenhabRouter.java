// SPDX-License-Identifier: Apache-2.0
package org.postern.itests.openhab;

import org.postern.itests.LoopbackInterface;
import org.postern.simulator.SimulatedRouter;

import java.io.IOException;

/** A simulated router inside. No type of the simulator, which comes later, appears in its methods. */
final class OpenhabRouter implements AutoCloseable {

    private final SimulatedRouter router;

    private OpenhabRouter(SimulatedRouter router) {
        this.router = router;
    }

    /** At an address of its own, as routers are, and not that of other routers on loopback. */
    static OpenhabRouter start(String udn) throws IOException {
        return new OpenhabRouter(
                SimulatedRouter.start(
                        LoopbackInterface.router()
                                .withUdn(udn)
                                .withNetworkInterface(LoopbackInterface.wanAddress())));
    }

    boolean isOpen(int externalPort) {
        return router.mappings().stream().anyMatch(each -> each.externalPort() == externalPort);
    }

    /** As its events tell it. */
    String mappingCount() {
        return Integer.toString(router.mappings().size());
    }

    /** How many programs are subscribed to its events. */
    int subscribers() {
        return router.subscribers();
    }

    void announce() {
        router.announce();
    }

    @Override
    public void close() {
        router.close();
    }
}
