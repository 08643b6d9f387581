// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.postern.port.keeper.engine.ModelRouter.tcp;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.api.gateway.GatewayState;
import org.postern.api.keeper.KeptPort;
import org.postern.api.keeper.PortPhase;
import org.postern.port.keeper.engine.KeeperSettings.GatewayScope;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where ports are kept when there are several gateways. */
class SeveralGatewaysTest {
    private KeeperFixture world;
    private ModelRouter second;
    private ModelRouterClient other;

    private void given(GatewayScope spread, String preferred) {
        world =
                new KeeperFixture(
                        new KeeperSettings(
                                spread,
                                preferred,
                                Duration.ofMinutes(5),
                                Duration.ofMinutes(1),
                                false));
        second = new ModelRouter(world.loop, "192.168.1.2");
        other = second.gateway();
        world.keep(80);
    }

    private void otherComes(String address) {
        world.keeper.added(other, KeeperFixture.state(address, 0));
        world.advance(2);
    }

    private void firstComes(String address) {
        world.keeper.added(world.gateway, KeeperFixture.state(address, 0));
        world.advance(2);
    }

    private void open(boolean onFirst, boolean onSecond) {
        assertEquals(onFirst ? Set.of(tcp(80)) : Set.of(), world.router.ports());
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
        world.router.forgetAll();
        KeeperFixture.removed(world.keeper, world.gateway);
        world.advance(2);
        assertEquals(
                List.of("opened 203.0.113.5:80", "lost 80", "opened 203.0.113.6:80"), world.told);

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
        KeeperFixture.removed(world.keeper, other);
        world.advance(2);
        assertEquals(Set.of(tcp(80)), world.router.ports());
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
        world.keeper.changed(world.gateway, new GatewayState(Optional.empty(), 1));
        world.advance(5);

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
        world.keeper.settings(on(GatewayScope.ALL, ""));
        world.advance(2);
        open(true, true);

        world.keeper.settings(on(GatewayScope.CHOSEN, "192.168.1.2"));
        world.advance(2);
        open(false, true);
        world.keeper.settings(on(GatewayScope.CHOSEN, ""));
        world.advance(2);
        open(false, true);
        assertEquals(List.of("opened 203.0.113.5:80", "opened 203.0.113.6:80"), world.told);
    }

    @Test
    void anotherPeriodOfLooksCountsAtOnce() {
        given(GatewayScope.CHOSEN, "");
        firstComes(KeeperFixture.ADDRESS);
        world.router.log.clear();
        world.keeper.settings(
                new KeeperSettings(
                        GatewayScope.CHOSEN,
                        "",
                        Duration.ofSeconds(10),
                        Duration.ofMinutes(1),
                        true));
        world.advance(61);
        assertEquals(6, world.router.log.size(), world.router.log.toString());

        world.keeper.stop();
        world.advance(1);
        open(false, false);
    }

    @Test
    void onAllMeansOnEach() {
        given(GatewayScope.ALL, "");
        firstComes(KeeperFixture.ADDRESS);
        otherComes("203.0.113.6");

        open(true, true);
        KeptPort port = world.keeper.ports().get(0);
        assertEquals(2, port.status().holdings().size());
        assertEquals(PortPhase.OPEN, KeeperFixture.phase(port));
        port.release();
        world.advance(2);
        open(false, false);
    }

    @Test
    void aPortThatIsRefusedOnOneOfTwoSaysSo() {
        given(GatewayScope.ALL, "");
        second.refused = request -> true;
        firstComes(KeeperFixture.ADDRESS);
        otherComes("203.0.113.6");

        KeptPort port = world.keeper.ports().get(0);
        assertEquals(1, port.status().holdings().size());
        assertEquals(PortPhase.REFUSED, KeeperFixture.phase(port));
    }

    @Test
    void twoDescriptionsOfOneRouterAreOneRouter() {
        given(GatewayScope.ALL, "");
        firstComes(KeeperFixture.ADDRESS);
        world.router.log.clear();
        world.keeper.added(
                world.router.gateway("uuid:igd2", ModelRouter.HERE),
                KeeperFixture.state(KeeperFixture.ADDRESS, 0));
        world.advance(2);

        assertEquals(List.of(), world.router.log);
        assertEquals(1, world.keeper.ports().get(0).status().holdings().size());
    }
}
