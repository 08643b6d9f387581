// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.postern.api.gateway.PortKey.tcp;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.api.finder.GatewayState;
import org.postern.api.keeper.KeptPort;
import org.postern.api.keeper.PortPhase;
import org.postern.port.keeper.engine.KeeperSettings.GatewayScope;
import org.postern.testkit.ModelGateway;
import org.postern.testkit.ModelRouter;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where ports are kept when there are several gateways. */
class SeveralGatewaysTest {
    private KeeperFixture fixture;
    private ModelRouter second;
    private ModelGateway other;

    private void given(GatewayScope spread, String preferred) {
        fixture =
                new KeeperFixture(
                        new KeeperSettings(
                                spread,
                                preferred,
                                Duration.ofMinutes(5),
                                Duration.ofMinutes(1),
                                false));
        second = KeeperFixture.router(fixture.loop);
        other = KeeperFixture.gateway(second, "192.168.1.2");
        fixture.keep(80);
    }

    private void otherComes(String address) {
        fixture.keeper.added(other, KeeperFixture.state(address, 0));
        fixture.advance(2);
    }

    private void firstComes(String address) {
        fixture.keeper.added(fixture.gateway, KeeperFixture.state(address, 0));
        fixture.advance(2);
    }

    private void open(boolean onFirst, boolean onSecond) {
        assertEquals(onFirst ? Set.of(tcp(80)) : Set.of(), fixture.router.ports());
        assertEquals(onSecond ? Set.of(tcp(80)) : Set.of(), second.ports());
    }

    @Test
    void theChosenOneStaysThoughAnotherComes() {
        given(GatewayScope.CHOSEN, "");
        firstComes(KeeperFixture.ADDRESS);
        otherComes("203.0.113.6");

        open(true, false);
    }

    @Test
    void whenTheChosenOneDiesTheNextOneIsUsedAtOnce_andStays() {
        given(GatewayScope.CHOSEN, "");
        firstComes(KeeperFixture.ADDRESS);
        otherComes("203.0.113.6");
        fixture.router.forgetAll();
        KeeperFixture.removed(fixture.keeper, fixture.gateway);
        fixture.advance(2);
        assertEquals(
                List.of("opened 203.0.113.5:80", "lost 80", "opened 203.0.113.6:80"), fixture.told);

        firstComes(KeeperFixture.ADDRESS);
        open(false, true);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "192.168.1.2",
                "UUID:192.168.1.2",
                "Router 192.168.1.2",
                "http://192.168.1.2/root.xml"
            })
    void thePreferredOneIsMovedToWhenItComes(String preferred) {
        given(GatewayScope.CHOSEN, preferred);
        firstComes(KeeperFixture.ADDRESS);
        open(true, false);
        otherComes("203.0.113.6");

        open(false, true);
        KeeperFixture.removed(fixture.keeper, other);
        fixture.advance(2);
        assertEquals(Set.of(tcp(80)), fixture.router.ports());
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.168.7.1", "100.64.3.4", "192.0.0.2", "198.18.0.1", "fd00::1"})
    void aPublicAddressIsBetterThanAnyOther(String behindAnotherRouter) {
        given(GatewayScope.CHOSEN, "");
        firstComes(behindAnotherRouter);
        otherComes("203.0.113.6");

        open(false, true);
    }

    @Test
    void aLineThatDropsIsNoReasonToMove() {
        given(GatewayScope.CHOSEN, "");
        firstComes(KeeperFixture.ADDRESS);
        otherComes("203.0.113.6");
        fixture.keeper.changed(fixture.gateway, new GatewayState(Optional.empty(), 1));
        fixture.advance(5);

        open(true, false);
    }

    private static KeeperSettings on(GatewayScope spread, String preferred) {
        return new KeeperSettings(
                spread, preferred, Duration.ofMinutes(5), Duration.ofMinutes(1), false);
    }

    @Test
    void otherSettingsCountAtOnce_andWhatIsOpenStaysOpen() {
        given(GatewayScope.CHOSEN, "");
        firstComes(KeeperFixture.ADDRESS);
        otherComes("203.0.113.6");
        fixture.keeper.settings(on(GatewayScope.ALL, ""));
        fixture.advance(2);
        open(true, true);

        fixture.keeper.settings(on(GatewayScope.CHOSEN, "192.168.1.2"));
        fixture.advance(2);
        open(false, true);
        fixture.keeper.settings(on(GatewayScope.CHOSEN, ""));
        fixture.advance(2);
        open(false, true);
        assertEquals(List.of("opened 203.0.113.5:80", "opened 203.0.113.6:80"), fixture.told);
    }

    @Test
    void anotherPeriodOfLooksCountsAtOnce() {
        given(GatewayScope.CHOSEN, "");
        firstComes(KeeperFixture.ADDRESS);
        fixture.advance(10);
        fixture.router.line.calls.clear();
        fixture.keeper.settings(
                new KeeperSettings(
                        GatewayScope.CHOSEN,
                        "",
                        Duration.ofSeconds(10),
                        Duration.ofMinutes(1),
                        true));
        fixture.advance(61);
        assertEquals(6, fixture.router.line.calls.size(), fixture.router.line.calls.toString());

        fixture.keeper.stop();
        fixture.advance(1);
        open(false, false);
    }

    @Test
    void onAllMeansOnEach() {
        given(GatewayScope.ALL, "");
        firstComes(KeeperFixture.ADDRESS);
        otherComes("203.0.113.6");

        open(true, true);
        KeptPort port = fixture.keeper.ports().get(0);
        assertEquals(2, port.status().holdings().size());
        assertEquals(PortPhase.OPEN, KeeperFixture.phase(port));
        port.release();
        fixture.advance(2);
        open(false, false);
    }

    @Test
    void aPortThatIsRefusedOnOneOfTwoSaysSo() {
        given(GatewayScope.ALL, "");
        second.refused = request -> true;
        firstComes(KeeperFixture.ADDRESS);
        otherComes("203.0.113.6");

        KeptPort port = fixture.keeper.ports().get(0);
        assertEquals(1, port.status().holdings().size());
        assertEquals(PortPhase.REFUSED, KeeperFixture.phase(port));
    }

    @Test
    void twoDescriptionsOfOneRouterAreOneRouter() {
        given(GatewayScope.ALL, "");
        firstComes(KeeperFixture.ADDRESS);
        fixture.router.line.calls.clear();
        fixture.keeper.added(
                fixture.gateway("uuid:igd2", KeeperFixture.HERE),
                KeeperFixture.state(KeeperFixture.ADDRESS, 0));
        fixture.advance(2);

        assertEquals(List.of(), fixture.router.line.calls);
        assertEquals(1, fixture.keeper.ports().get(0).status().holdings().size());
    }
}
