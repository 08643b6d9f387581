// SPDX-License-Identifier: Apache-2.0
package org.postern.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.keeper.PortClaim;
import org.postern.api.keeper.PortKeeper;
import org.postern.api.keeper.PortPhase;
import org.postern.itests.exam.InFelix;
import org.postern.itests.exam.Inside;

import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What stays open when the keeper stops, and what does not. */
@InFelix
class KeeperStoppingIT {

    private GatewayService gateway;
    private ServiceRegistration<PortClaim> claim;
    private Configuration configuration;
    private Configuration settings;

    /** One port by each way. */
    @BeforeEach
    void threePorts() throws Exception {
        // While the keeper is stopped: it would start anew some time later.
        keeper().stop();
        settings = Inside.configure("org.postern.port.keeper", Map.of());
        keeper().start();
        gateway = GatewayService.register("hall");
        Inside.service(PortKeeper.class).keep(udp(18141));
        claim = Inside.context().registerService(PortClaim.class, () -> udp(18142), null);
        configuration =
                Inside.service(ConfigurationAdmin.class)
                        .getFactoryConfiguration("org.postern.port.keeper.port", "it", "?");
        configuration.update(new Hashtable<>(Map.of("externalPort", "18143")));
        Inside.eventually("all are open", () -> gateway.open().size() == 3);
    }

    @AfterEach
    void none() throws Exception {
        Inside.bundle("org.apache.felix.scr").start();
        keeper().start();
        Inside.eventually("the configured one is kept again", () -> ports().contains(18143));
        configuration.delete();
        claim.unregister();
        Inside.eventually("all are closed", () -> gateway.open().isEmpty());
        gateway.close();
    }

    @Test
    void theBundleStops_itsOwnAreClosed_theConfiguredStay_noThreadIsLeft() throws Exception {
        keeper().stop();

        assertEquals(List.of("UDP 18143"), gateway.open(), "closed before the bundle has stopped");
        Inside.eventually("no thread", KeeperStoppingIT::noThread);

        keeper().start();
        Inside.eventually(
                "claimed and configured",
                () -> gateway.open().equals(List.of("UDP 18142", "UDP 18143")));
    }

    /** As an upgrade does: the ledger must not go with the bundle. */
    @Test
    void theBundleIsInstalledAnew_theConfiguredPortIsAdopted() throws Exception {
        Bundle before = keeper();
        String location = before.getLocation();
        before.uninstall();
        assertEquals(List.of("UDP 18143"), gateway.open());

        Inside.context().installBundle(location).start();
        Inside.eventually("all are kept", () -> ports().equals(Set.of(18142, 18143)) && allOpen());
        Inside.eventually(
                "it is open",
                () ->
                        Inside.service(PortKeeper.class).ports().stream()
                                .allMatch(each -> each.status().phase() == PortPhase.OPEN));
        assertEquals(1, gateway.calls.stream().filter("map UDP 18143"::equals).count(), "adopted");
    }

    @Test
    void theComponentRuntimeStops_itsOwnAreClosed_theConfiguredStay() throws Exception {
        Inside.bundle("org.apache.felix.scr").stop();

        assertEquals(List.of("UDP 18143"), gateway.open());
        Inside.eventually("no thread", KeeperStoppingIT::noThread);
    }

    @Test
    void closingTheConfiguredAtStop_isASetting() throws Exception {
        keeper().stop();
        settings.update(new Hashtable<>(Map.of("closeConfiguredAtStop", "true")));
        keeper().start();
        Inside.eventually("all are open", () -> ports().equals(Set.of(18142, 18143)) && allOpen());

        keeper().stop();

        assertEquals(List.of(), gateway.open());
    }

    @Test
    void otherSettings_countWhileItRuns_andNobodysPortIsClosed() throws Exception {
        try (KeeperLog log = new KeeperLog()) {
            settings.update(
                    new Hashtable<>(Map.of("closeConfiguredAtStop", "true", "gateways", "SOME")));
            Inside.eventually("they are read", () -> log.warnings().size() == 1);
        }
        // What is kept by a bundle would not come back after a new start.
        assertEquals(List.of("UDP 18141", "UDP 18142", "UDP 18143"), gateway.open());

        keeper().stop();

        assertEquals(List.of(), gateway.open());
    }

    /** Two seconds are promised; a test that hangs would be ended by its build. */
    @Test
    void aRouterThatDoesNotAnswer_doesNotHoldUpTheEnd_andTheNextStartCleansUp() throws Exception {
        gateway.fallSilent();

        keeper().stop();

        Inside.eventually("its calls are ended", () -> gateway.hanging() == 0);
        Inside.eventually("no thread", KeeperStoppingIT::noThread);

        gateway.answerAgain();
        settings.update(new Hashtable<>(Map.of("orphanGraceSeconds", "0")));
        keeper().start();
        Inside.eventually(
                "what nobody asks for any more is closed",
                () -> gateway.open().equals(List.of("UDP 18142", "UDP 18143")));
    }

    private boolean allOpen() {
        return gateway.open().containsAll(List.of("UDP 18142", "UDP 18143"));
    }

    private static Set<Integer> ports() throws InterruptedException {
        return Inside.service(PortKeeper.class).ports().stream()
                .map(each -> each.request().externalPort())
                .collect(Collectors.toSet());
    }

    private static Bundle keeper() {
        return Inside.bundle("org.postern.port.keeper");
    }

    private static boolean noThread() {
        return OwnThreads.alive().stream()
                .noneMatch(each -> each.getName().startsWith("postern-keeper"));
    }

    private static MappingRequest udp(int port) {
        return MappingRequest.udp(port);
    }
}
