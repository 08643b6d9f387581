// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.examination;

import org.postern.doctor.evidence.Wan;
import org.postern.doctor.evidence.Wan.FartherRouter;
import org.postern.doctor.searching.FoundGateway;
import org.postern.doctor.timing.Task;
import org.postern.doctor.wan.FartherRouterProbe;
import org.postern.doctor.wan.StunClient;
import org.postern.doctor.wan.WanCollector;

import java.net.InetAddress;
import java.util.Optional;

/** What lies beyond the gateway: its connection, a router farther out, and what the outside sees. */
final class WanStep {
    private final ExaminationSetup setup;
    private final Task<Optional<InetAddress>> stun;

    private WanStep(ExaminationSetup setup, Task<Optional<InetAddress>> stun) {
        this.setup = setup;
        this.stun = stun;
    }

    /** Asks the STUN server already, which needs no gateway. */
    static WanStep start(ExaminationSetup setup) {
        return new WanStep(
                setup, setup.tasks().start("Asking the STUN server", () -> askStun(setup)));
    }

    private static Optional<InetAddress> askStun(ExaminationSetup setup)
            throws InterruptedException {
        return setup.stunServer().isPresent()
                ? StunClient.ask(setup.stunServer().get(), setup.limit())
                : Optional.empty();
    }

    /**
     * Asks the gateway, and waits for the answers.
     *
     * @param chosen the gateway
     * @param gateways the default gateways
     * @throws InterruptedException when the calling thread is interrupted
     */
    Wan ask(FoundGateway chosen, DefaultGatewayTask gateways) throws InterruptedException {
        InetAddress address = chosen.seen().address();
        setup.progress()
                .accept("Asking the gateway " + address.getHostAddress() + " for its connection");
        Wan wan =
                WanCollector.collect(
                        chosen,
                        setup.request().testMapping(),
                        setup.services().search().upnp(),
                        setup.tasks(),
                        setup.limit());
        Optional<FartherRouter> farther = Optional.empty();
        if (wan.externalAddress().isPresent() && !setup.place().loopback()) {
            farther =
                    FartherRouterProbe.look(
                            wan.externalAddress().get(), address, setup.tasks(), setup.limit());
        }
        if (setup.stunServer().isPresent()) {
            setup.progress().accept("Asking the STUN server " + setup.stunServer().get());
        }
        Optional<InetAddress> seen = stun.await(setup.limit()).flatMap(each -> each);
        return wan.with(gateways.isNetworkFailing(address), farther, seen);
    }
}
