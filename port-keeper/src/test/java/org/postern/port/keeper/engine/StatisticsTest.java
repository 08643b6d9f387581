// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.postern.api.gateway.PortKey.tcp;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.Reason;
import org.postern.api.keeper.KeeperEvent;
import org.postern.api.keeper.KeeperEvent.Kind;
import org.postern.api.keeper.KeeperStatistics;
import org.postern.port.keeper.kept.Origin;
import org.postern.testkit.ModelGateway;
import org.postern.testkit.ModelRouter;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a keeper has done, and which gateways it knows. */
class StatisticsTest {
    private static final Duration BRIEF = Duration.ofMinutes(2);

    private final KeeperFixture fixture = new KeeperFixture();
    private final ModelRouter router = fixture.router;

    @BeforeEach
    void gateway() {
        fixture.gatewayComes();
    }

    private KeeperStatistics now() {
        return fixture.keeper.statistics(7);
    }

    private void open(Duration lease) {
        fixture.keep(80, lease, false);
        fixture.advance(1);
    }

    private long asked(String call) {
        return router.line.calls.stream().filter(each -> each.startsWith(call)).count();
    }

    @Test
    void openedOnce_nothingIsRenewedOrReopened() {
        open(KeeperFixture.LEASE);

        assertEquals(0, now().renewals());
        assertEquals(0, now().failedRenewals());
        assertEquals(0, now().reopened());
        assertEquals(7, now().searches());
    }

    @Test
    void renewals_areThoseThatTheRouterIsAskedFor() {
        open(BRIEF);
        fixture.advance(Duration.ofMinutes(30));

        assertTrue(now().renewals() > 20);
        assertEquals(asked("renew"), now().renewals());
        assertEquals(0, now().failedRenewals());
    }

    @Test
    void refusedRenewals_haveFailed() {
        open(BRIEF);
        router.renewalRefusal = Optional.of(Reason.FAILED);
        fixture.advance(Duration.ofMinutes(30));

        assertTrue(now().failedRenewals() > 0);
        assertEquals(asked("renew"), now().renewals());
        assertEquals(now().renewals(), now().failedRenewals());
    }

    /** Quirk A48. */
    @Test
    void newMappingsForNewLeases_areRenewals() {
        router.refreshes = false;
        open(BRIEF);
        // By then it is known.
        fixture.advance(Duration.ofMinutes(10));
        long before = now().renewals();
        router.line.calls.clear();
        fixture.advance(Duration.ofMinutes(40));

        assertTrue(asked("map") > 20);
        assertEquals(0, asked("renew"));
        assertEquals(before + asked("map"), now().renewals());
        assertEquals(0, now().failedRenewals());
    }

    @Test
    void lostAndOpenedAgain_isReopened() {
        open(KeeperFixture.LEASE);
        for (int times = 1; times <= 3; times++) {
            router.forgetAll();
            fixture.revisionGrows();
            fixture.advance(60);

            assertEquals(times, now().reopened());
        }
    }

    @Test
    void tcpAndUdpLostTogether_areReopenedOnce() {
        fixture.keep(
                MappingRequest.tcpAndUdp(80).lease(KeeperFixture.LEASE), new Origin("test", false));
        fixture.advance(1);
        router.forgetAll();
        fixture.revisionGrows();
        fixture.advance(60);

        assertEquals(2, fixture.count(Kind.PORT_LOST));
        assertEquals(1, now().reopened());
    }

    @Test
    void openOnTheNextGateway_isReopened() {
        open(KeeperFixture.LEASE);
        KeeperFixture.removed(fixture.keeper, fixture.gateway);
        fixture.advance(1);
        assertEquals(0, now().reopened());

        fixture.gatewayComes();
        fixture.advance(60);
        assertEquals(1, now().reopened());
    }

    /** Nobody lost it. */
    @Test
    void reopenedByRequest_isNotCounted() {
        open(KeeperFixture.LEASE);
        fixture.advance(60);
        fixture.keeper.ports().get(0).reopen();
        fixture.advance(60);

        assertEquals(1, asked("unmap"));
        assertEquals(0, now().reopened());
    }

    @Test
    void lastChange_isThatOfTheLastEventButRenewals() {
        open(BRIEF);
        fixture.advance(Duration.ofMinutes(30));
        KeeperEvent opened =
                fixture.events.stream()
                        .filter(each -> each.kind() == Kind.PORT_OPENED)
                        .findFirst()
                        .orElseThrow();
        assertTrue(fixture.count(Kind.PORT_RENEWED) > 0);
        assertEquals(Optional.of(opened.at()), now().lastChange());

        router.forget(tcp(80));
        fixture.revisionGrows();
        fixture.advance(60);
        assertEquals(
                Optional.of(fixture.events.get(fixture.events.size() - 1).at()),
                now().lastChange());
    }

    @Test
    void lastChange_isKnownWithoutAnyWatcher() {
        Keeper unwatched = fixture.keeper(KeeperSettings.standard());
        assertEquals(Optional.empty(), unwatched.statistics(0).lastChange());

        unwatched.added(fixture.gateway, KeeperFixture.state(KeeperFixture.ADDRESS, 0));
        fixture.advance(0);
        assertTrue(unwatched.statistics(0).lastChange().isPresent());
    }

    @Test
    void gateways_areThoseOfNowWithTheirStates() {
        assertEquals(
                Map.of(fixture.gateway, KeeperFixture.state(KeeperFixture.ADDRESS, 0)),
                fixture.keeper.gateways());

        fixture.revisionGrows();
        fixture.advance(0);
        assertEquals(1, fixture.keeper.gateways().get(fixture.gateway).revision());

        KeeperFixture.removed(fixture.keeper, fixture.gateway);
        fixture.advance(0);
        assertEquals(Map.of(), fixture.keeper.gateways());
    }

    @Test
    void twoObjectsOfOneRouter_areOneGateway() {
        ModelGateway restarted = fixture.gateway();
        List<Map<Gateway, ?>> seen = new ArrayList<>();
        fixture.callsAtOnce = true;
        fixture.keeper.watch(event -> seen.add(fixture.keeper.gateways()));
        fixture.gatewayComes(restarted);

        assertEquals(List.of(restarted), List.copyOf(fixture.keeper.gateways().keySet()));
        // Who hears of it sees it.
        assertEquals(List.of(restarted), List.copyOf(seen.get(seen.size() - 1).keySet()));

        KeeperFixture.removed(fixture.keeper, restarted);
        fixture.advance(0);
        assertEquals(List.of(fixture.gateway), List.copyOf(fixture.keeper.gateways().keySet()));
    }
}
