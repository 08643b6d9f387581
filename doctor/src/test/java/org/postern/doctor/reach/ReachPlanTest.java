// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.reach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postern.api.doctor.PortReach;
import org.postern.api.doctor.PortReach.State;
import org.postern.api.gateway.PortKey;
import org.postern.api.keeper.AddressFamily;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

class ReachPlanTest {
    private static final Instant AT = Instant.ofEpochSecond(1_000);
    private static final ReachPlace TCP = place(PortKey.tcp(80));
    private static final ReachPlace UDP = place(PortKey.udp(80));
    private static final ReachTarget TARGET = new ReachTarget(Optional.empty(), 80);
    private static final ReachTarget OTHER = new ReachTarget(Optional.empty(), 81);

    private final ReachPlan plan = new ReachPlan();
    private final Map<ReachPlace, Optional<ReachTarget>> kept = new LinkedHashMap<>();

    /** The clock may start anywhere, and overflow. */
    private long now = Long.MAX_VALUE - 10;

    @Test
    void whatIsNotOpen_isNotLookedAt() {
        kept.put(TCP, Optional.empty());
        update();

        assertEquals(Optional.empty(), plan.due(now));
        assertEquals(OptionalLong.empty(), plan.pauseNanos(now));
    }

    @Test
    void whatIsOpen_isLookedAtAtOnce_theLongestWaitingFirst() {
        open(TCP, TARGET);
        pass(Duration.ofSeconds(1));
        open(UDP, TARGET);

        assertEquals(TCP, plan.due(now).orElseThrow().place());
        found(State.REACHED);
        assertEquals(UDP, plan.due(now).orElseThrow().place());
        found(State.NOT_CONFIRMED);
        assertEquals(Optional.empty(), plan.due(now));
        assertEquals(2, plan.found().size());
    }

    @ParameterizedTest
    @EnumSource
    void itIsLookedAtAgain_soonerWhereSomethingIsWrong(State state) {
        Duration pause =
                switch (state) {
                    case REACHED, NOT_CONFIRMED -> Duration.ofMinutes(10);
                    case NOT_REACHED, UNKNOWN -> Duration.ofMinutes(2);
                };
        open(TCP, TARGET);
        found(state);

        assertEquals(OptionalLong.of(pause.toNanos()), plan.pauseNanos(now));
        pass(pause.minusNanos(1));
        assertEquals(Optional.empty(), plan.due(now));
        pass(Duration.ofNanos(1));
        assertTrue(plan.due(now).isPresent());
        assertEquals(OptionalLong.of(0), plan.pauseNanos(now));
    }

    @Test
    void onlyAnotherStateIsNews() {
        open(TCP, TARGET);
        assertTrue(found(State.REACHED));
        pass(Duration.ofMinutes(10));
        assertFalse(found(State.REACHED));
        pass(Duration.ofMinutes(10));
        assertTrue(found(State.NOT_REACHED));
        pass(Duration.ofMinutes(10));
        assertTrue(found(State.REACHED));
    }

    @Test
    void atAnotherPlace_itIsLookedAtAtOnce_andKeepsWhenItWasReached() {
        open(TCP, TARGET);
        found(State.REACHED);
        open(TCP, OTHER);

        ReachCheck check = plan.due(now).orElseThrow();
        assertEquals(OTHER, check.target());
        assertEquals(Optional.of(AT), check.lastReached());
        assertEquals(0, plan.found().size());
        assertTrue(found(State.REACHED));
    }

    @Test
    void aPortThatIsLostAndOpenedAgain_keepsWhenItWasReached() {
        open(TCP, TARGET);
        found(State.REACHED);
        kept.put(TCP, Optional.empty());
        update();
        assertEquals(0, plan.found().size());
        open(TCP, TARGET);

        assertEquals(Optional.of(AT), plan.due(now).orElseThrow().lastReached());
    }

    @Test
    void whatIsNoLongerKept_isForgotten() {
        open(TCP, TARGET);
        found(State.REACHED);
        kept.clear();
        update();
        assertEquals(0, plan.found().size());
        assertEquals(OptionalLong.empty(), plan.pauseNanos(now));
        open(TCP, TARGET);

        assertEquals(Optional.empty(), plan.due(now).orElseThrow().lastReached());
    }

    private void open(ReachPlace place, ReachTarget target) {
        kept.put(place, Optional.of(target));
        update();
    }

    private void update() {
        plan.update(kept, now);
    }

    private boolean found(State state) {
        ReachCheck check = plan.due(now).orElseThrow();
        PortReach reach =
                new PortReach(
                        check.place().key(),
                        check.place().family(),
                        state,
                        AT,
                        state == State.REACHED ? Optional.of(AT) : check.lastReached(),
                        Optional.empty(),
                        check.target().port(),
                        "");
        return plan.found(check, reach, now);
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }

    private static ReachPlace place(PortKey key) {
        return new ReachPlace(key, AddressFamily.IPV4);
    }
}
