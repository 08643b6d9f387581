// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.examination;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.postern.api.control.ControlProtocol;
import org.postern.api.doctor.DiagnosisRequest;
import org.postern.api.finder.GatewayFinder;
import org.postern.api.finder.GatewayQuery;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.Protocol;
import org.postern.api.upnp.Upnp;
import org.postern.doctor.evidence.Evidence;
import org.postern.doctor.fakes.FixedFinder;
import org.postern.doctor.fakes.ListedStrategy;
import org.postern.doctor.searching.SearchServices;
import org.postern.simulator.RouterConfig;
import org.postern.simulator.SimulatedRouter;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Examinations of a machine that is made up, with a simulated router on loopback. */
@Timeout(60)
abstract class ExaminationFixture {
    final List<String> told = Collections.synchronizedList(new ArrayList<>());
    final List<Thread> tellers = Collections.synchronizedList(new ArrayList<>());
    private final Upnp upnp = Upnp.create();
    private final List<SimulatedRouter> routers = new ArrayList<>();
    FakeCollectors collectors = new FakeCollectors();
    GatewayFinder finder = FixedFinder.findingNothing();
    List<ListedStrategy> strategies = List.of();
    List<ControlProtocol> protocols = List.of();
    boolean portMatters = true;
    int faster = 1;
    private final long start = System.nanoTime();

    @AfterEach
    void close() {
        upnp.close();
        routers.forEach(SimulatedRouter::close);
    }

    /** The router is found at once, and answers by multicast. */
    void find(RouterConfig config) throws Exception {
        SimulatedRouter router = SimulatedRouter.start(config.withSsdp(false));
        routers.add(router);
        Gateway gateway = upnp.describe(router.descriptionUrl()).gateway().orElseThrow();
        finder = FixedFinder.finding(gateway);
        strategies =
                List.of(
                        ListedStrategy.multicast(
                                ListedStrategy.at(
                                        router.descriptionUrl(), ListedStrategy.GATEWAY)));
    }

    static DiagnosisRequest request() {
        return DiagnosisRequest.of(GatewayQuery.standard());
    }

    static DiagnosisRequest requestOfPort() {
        return request().withPort(8080, 8081, Protocol.TCP);
    }

    Evidence examine(DiagnosisRequest request) throws Exception {
        SearchServices search =
                new SearchServices(
                        Optional.of(finder), Optional.of(upnp), protocols, List.copyOf(strategies));
        return new Examination(
                        collectors,
                        evidence -> portMatters,
                        () -> (System.nanoTime() - start) * faster)
                .examine(
                        request,
                        new ExaminationServices(search, Optional.empty()),
                        what -> {
                            told.add(what);
                            tellers.add(Thread.currentThread());
                        });
    }
}
