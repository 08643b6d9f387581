// SPDX-License-Identifier: Apache-2.0
package org.postern.web.console.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postern.api.finder.GatewayState;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.LinkProperties;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.Reason;
import org.postern.api.gateway.Traffic;
import org.postern.testkit.ManualClock;
import org.postern.testkit.ModelGateway;
import org.postern.testkit.fakes.Fakes;
import org.postern.web.console.Eventually;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;

class GatewayMonitorTest {
    private final ManualClock clock = new ManualClock();
    private final ModelGateway gateway = new ModelGateway(Fakes.info());
    private final Map<Gateway, GatewayState> known = new LinkedHashMap<>();
    private final GatewayMonitor monitor =
            new GatewayMonitor(clock, clock, Optional::empty, () -> known);

    @BeforeEach
    void facts() {
        known.put(gateway, new GatewayState(Optional.empty(), 0));
        gateway.link = Optional.of(new LinkProperties("DSL", 1, 2, "Up"));
        gateway.holds(PortKey.tcp(80), "192.168.1.5");
        counter(1000);
    }

    @AfterEach
    void end() {
        monitor.close();
    }

    @Test
    void nothingIsAsked_untilSomebodyLooks() throws Exception {
        assertEquals(GatewayAnswers.NONE, monitor.answers(Fakes.DESCRIPTION_URL));
        assertEquals(List.of(), gateway.calls);

        monitor.look();

        Eventually.holds(() -> answers().mappings().isPresent());
        assertEquals("Up", answers().details().orElseThrow().link().orElseThrow().linkStatus());
        assertEquals(1, answers().mappings().orElseThrow().mappings().size());
    }

    @Test
    void oldAnswersAreAskedForAgain_atTheNextLookAlone() throws Exception {
        look();
        int calls = gateway.calls.size();
        monitor.look();
        assertEquals(calls, gateway.calls.size(), "asked a moment ago");

        clock.advance(GatewayMonitor.TRAFFIC_INTERVAL);
        counter(4000);

        lookUntil(() -> answers().received().size() == 2);
        assertEquals(1000, answers().received().get(1).bytesPerSecond().orElseThrow());
        assertEquals(1, questions("mappings"));
    }

    @Test
    void aCounterOf32BitsThatWraps_isCountedOn() throws Exception {
        counter(4_294_967_000L);
        look();

        clock.advance(GatewayMonitor.TRAFFIC_INTERVAL);
        counter(2704);

        lookUntil(() -> answers().received().size() == 2);
        assertEquals(1000, answers().received().get(1).bytesPerSecond().orElseThrow());
    }

    @Test
    void aCounterThatFallsAfterASuspectedRestart_hasNotWrapped() throws Exception {
        counter(4_294_967_000L);
        look();

        clock.advance(GatewayMonitor.TRAFFIC_INTERVAL);
        known.put(gateway, new GatewayState(Optional.empty(), 1));
        counter(2704);

        lookUntil(() -> answers().received().size() == 2);
        assertEquals(OptionalDouble.empty(), answers().received().get(1).bytesPerSecond());
    }

    @Test
    void thePageAndTheMetrics_askForTheTrafficOnce() throws Exception {
        look();

        for (int round = 2; round <= 5; round++) {
            clock.advance(GatewayMonitor.TRAFFIC_INTERVAL);
            counter(1000L * round);
            int points = round;
            lookUntil(
                    () -> {
                        monitor.numbers().gateways();
                        return answers().received().size() == points;
                    });
        }

        assertEquals(5, questions("traffic"));
    }

    @Test
    void whatWasChanged_isAskedForAtOnce() throws Exception {
        look();
        gateway.holds(PortKey.tcp(81), "192.168.1.5");

        monitor.mappingsChanged();

        lookUntil(() -> answers().mappings().orElseThrow().mappings().size() == 2);
    }

    @Test
    void aGatewayThatHangs_delaysNobody() throws Exception {
        gateway.fallSilent();

        monitor.look();
        Eventually.holds(() -> gateway.hanging() == 3);
        clock.advance(GatewayMonitor.INTERVAL);
        monitor.look();

        assertEquals(3, gateway.hanging(), "one question of each kind at a time");
        assertEquals(Optional.empty(), answers().details());
    }

    @Test
    void aListThatIsRefused_saysWhy() throws Exception {
        gateway.failures.put("mappings", new GatewayException(Reason.NOT_AUTHORIZED, "Not you."));

        look();

        assertEquals("Not you.", answers().mappings().orElseThrow().failure());
    }

    @Test
    void aGatewayThatIsGone_isForgotten() throws Exception {
        look();

        known.clear();
        monitor.look();

        assertEquals(GatewayAnswers.NONE, answers());
    }

    @Test
    void ofManyGateways_someAreAsked() throws Exception {
        known.clear();
        for (int number = 0; number < 100; number++) {
            known.put(
                    new ModelGateway(Fakes.info("id" + number, "Router")),
                    new GatewayState(Optional.empty(), 0));
        }

        monitor.look();

        Eventually.holds(() -> monitor.answers("id0").mappings().isPresent());
        assertEquals(GatewayAnswers.NONE, monitor.answers("id" + GatewayMonitor.MOST_GATEWAYS));
    }

    @Test
    void afterTheEnd_nothingIsAsked() {
        monitor.close();

        monitor.look();

        assertTrue(gateway.calls.isEmpty(), gateway.calls::toString);
    }

    private void look() throws InterruptedException {
        lookUntil(() -> answers().mappings().isPresent() && !answers().received().isEmpty());
    }

    /** Again and again: a question of before may not have ended yet. */
    private void lookUntil(BooleanSupplier condition) throws InterruptedException {
        Eventually.holds(
                () -> {
                    monitor.look();
                    return condition.getAsBoolean();
                });
    }

    private long questions(String name) {
        return gateway.calls.stream().filter(name::equals).count();
    }

    private GatewayAnswers answers() {
        return monitor.answers(Fakes.DESCRIPTION_URL);
    }

    private void counter(long received) {
        gateway.traffic =
                Optional.of(
                        new Traffic(
                                OptionalLong.of(0),
                                OptionalLong.of(received),
                                OptionalLong.empty(),
                                OptionalLong.empty()));
    }
}
