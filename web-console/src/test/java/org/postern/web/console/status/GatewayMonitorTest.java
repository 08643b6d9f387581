// SPDX-License-Identifier: Apache-2.0
package org.postern.web.console.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.LinkProperties;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.Reason;
import org.postern.api.gateway.Traffic;
import org.postern.testkit.ManualClock;
import org.postern.testkit.ModelGateway;
import org.postern.testkit.fakes.Fakes;
import org.postern.web.console.Eventually;
import org.postern.web.console.sources.KnownGateway;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

class GatewayMonitorTest {
    private final ManualClock clock = new ManualClock();
    private final ModelGateway gateway = new ModelGateway(Fakes.info());
    private final GatewayMonitor monitor = new GatewayMonitor(clock);
    private final List<KnownGateway> known = List.of(new KnownGateway(gateway, Optional.empty()));

    @BeforeEach
    void facts() {
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

        monitor.look(known);

        Eventually.holds(() -> answers().mappings().isPresent());
        assertEquals("Up", answers().details().orElseThrow().link().orElseThrow().linkStatus());
        assertEquals(1, answers().mappings().orElseThrow().mappings().size());
    }

    @Test
    void oldAnswersAreAskedForAgain_atTheNextLookAlone() throws Exception {
        look();
        int calls = gateway.calls.size();
        monitor.look(known);
        assertEquals(calls, gateway.calls.size(), "asked a moment ago");

        clock.advance(GatewayMonitor.TRAFFIC_INTERVAL);
        counter(4000);

        lookUntil(() -> answers().received().size() == 2);
        assertEquals(1000, answers().received().get(1).bytesPerSecond().orElseThrow());
        assertEquals(1, gateway.calls.stream().filter("mappings"::equals).count());
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
    void whatWasChanged_isAskedForAtOnce() throws Exception {
        look();
        gateway.holds(PortKey.tcp(81), "192.168.1.5");

        monitor.outdated(Fakes.DESCRIPTION_URL);

        lookUntil(() -> answers().mappings().orElseThrow().mappings().size() == 2);
    }

    @Test
    void aGatewayThatHangs_delaysNobody() throws Exception {
        gateway.fallSilent();

        monitor.look(known);
        Eventually.holds(() -> gateway.hanging() == 2);
        clock.advance(GatewayMonitor.INTERVAL);
        monitor.look(known);

        assertEquals(2, gateway.hanging(), "one question of each kind at a time");
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

        monitor.look(List.of());

        assertEquals(GatewayAnswers.NONE, answers());
    }

    @Test
    void ofManyGateways_someAreAsked() throws Exception {
        List<KnownGateway> many =
                IntStream.range(0, 100)
                        .mapToObj(
                                number ->
                                        new KnownGateway(
                                                new ModelGateway(
                                                        Fakes.info("id" + number, "Router")),
                                                Optional.empty()))
                        .toList();

        monitor.look(many);

        Eventually.holds(() -> monitor.answers("id0").mappings().isPresent());
        assertEquals(GatewayAnswers.NONE, monitor.answers("id" + GatewayMonitor.MOST_GATEWAYS));
    }

    @Test
    void afterTheEnd_nothingIsAsked() {
        monitor.close();

        monitor.look(known);

        assertTrue(gateway.calls.isEmpty(), gateway.calls::toString);
    }

    private void look() throws InterruptedException {
        lookUntil(() -> answers().mappings().isPresent() && !answers().received().isEmpty());
    }

    /** Again and again: a question of before may not have ended yet. */
    private void lookUntil(BooleanSupplier condition) throws InterruptedException {
        Eventually.holds(
                () -> {
                    monitor.look(known);
                    return condition.getAsBoolean();
                });
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
