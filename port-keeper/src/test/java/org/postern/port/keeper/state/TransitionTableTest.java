// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.postern.api.gateway.PortMapping;
import org.postern.port.keeper.state.PortState.Closed;
import org.postern.port.keeper.state.PortState.Closing;
import org.postern.port.keeper.state.PortState.Looking;
import org.postern.port.keeper.state.PortState.Open;
import org.postern.port.keeper.state.PortState.Opening;
import org.postern.port.keeper.state.PortState.Refused;
import org.postern.port.keeper.state.PortState.Taken;
import org.postern.port.keeper.state.PortState.Waiting;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Each state with each signal: what docs/port-keeper.md says, and what always holds. */
class TransitionTableTest {
    private static final Path PAGE = Path.of("../docs/port-keeper.md");

    /** In the order of the table. */
    private static final List<Class<?>> STATES =
            List.of(
                    Waiting.class,
                    Looking.class,
                    Opening.class,
                    Open.class,
                    Taken.class,
                    Refused.class,
                    Closing.class,
                    Closed.class);

    private static final List<Class<?>> SIGNALS =
            Stream.of(Signal.class.getPermittedSubclasses())
                    .sorted(Comparator.comparing(Class::getSimpleName))
                    .<Class<?>>map(each -> each)
                    .toList();

    /** One combination. */
    private record Walk(PortState before, Signal signal, Context context, Step step) {
        @Override
        public String toString() {
            return before + "\n with " + signal + "\n gives " + step;
        }
    }

    private static List<Walk> all() {
        List<Walk> walks = new ArrayList<>();
        for (PortState before : StateSamples.states()) {
            for (Signal signal : StateSamples.signals(before.target().asked())) {
                for (Context context : StateSamples.contexts()) {
                    Step step = Transitions.on(before, signal, context);
                    walks.add(new Walk(before, signal, context, step));
                }
            }
        }
        return walks;
    }

    private static String line(Class<?> signal, Map<Class<?>, Set<Class<?>>> next) {
        return STATES.stream()
                .map(
                        state ->
                                next.get(state).equals(Set.of(state))
                                        ? ""
                                        : STATES.stream()
                                                .filter(next.get(state)::contains)
                                                .map(Class::getSimpleName)
                                                .collect(Collectors.joining(", ")))
                .collect(Collectors.joining(" | ", "| " + signal.getSimpleName() + " | ", " |"))
                .replaceAll(" +", " ");
    }

    /** The page says which states may follow; an empty cell means that the signal changes nothing. */
    @Test
    void thePageShowsWhatFollowsFromEachSignalInEachState() throws IOException {
        assertEquals(Set.of(PortState.class.getPermittedSubclasses()), Set.copyOf(STATES));
        Map<Class<?>, Map<Class<?>, Set<Class<?>>>> found =
                new TreeMap<>(Comparator.comparing(SIGNALS::indexOf));
        for (Walk each : all()) {
            found.computeIfAbsent(each.signal().getClass(), any -> new HashMap<>())
                    .computeIfAbsent(each.before().getClass(), any -> new HashSet<>())
                    .add(each.step().next().getClass());
        }
        List<String> expected = new ArrayList<>();
        expected.add(
                STATES.stream()
                        .map(Class::getSimpleName)
                        .collect(Collectors.joining(" | ", "| signal | ", " |")));
        expected.add("|---" + "|---".repeat(STATES.size()) + "|");
        found.forEach((signal, next) -> expected.add(line(signal, next)));
        assertEquals(SIGNALS.size() + 2, expected.size(), "each signal");

        List<String> page = Files.readAllLines(PAGE);
        int start = page.indexOf(expected.get(0));
        List<String> shown =
                start < 0
                        ? List.of()
                        : page.subList(start, Math.min(page.size(), start + expected.size()));
        assertEquals(String.join("\n", expected), String.join("\n", shown));
    }

    @Test
    void whatWasOpenAndIsNotIsToldAsLost_butNotToWhoGaveItUp() {
        for (Walk each : all()) {
            Set<PortMapping> lost =
                    each.step().effects().stream()
                            .flatMap(effect -> lost(effect).stream())
                            .collect(Collectors.toSet());
            Set<PortMapping> held = held(each.before());
            Set<PortMapping> still = held(each.step().next());
            boolean givenUp =
                    each.before() instanceof Closing || each.step().next() instanceof Closing;
            if (givenUp) {
                assertEquals(Set.of(), lost, each::toString);
            } else if (still.isEmpty()) {
                assertEquals(held, lost, each::toString);
            } else if (!lost.isEmpty()) {
                assertTrue(held.containsAll(lost), each::toString);
                assertFalse(still.containsAll(lost), each::toString);
            }
        }
    }

    private static Optional<PortMapping> lost(Effect effect) {
        if (effect instanceof Effect.TellVanished vanished) {
            return Optional.of(vanished.mapping());
        }
        return effect instanceof Effect.TellLost lost
                ? Optional.of(lost.mapping())
                : Optional.empty();
    }

    private static Set<PortMapping> held(PortState state) {
        return state instanceof Open open ? Set.copyOf(open.held().mappings()) : Set.of();
    }

    @Test
    void whatIsOpenedIsToldOnce_andIsInTheLedger() {
        for (Walk each : all()) {
            boolean begins = held(each.before()).isEmpty() && !held(each.step().next()).isEmpty();
            long told = count(each, Effect.TellOpened.class);
            if (begins) {
                assertEquals(each.before().target().keys().size(), told, each::toString);
                assertEquals(1, count(each, Effect.RecordLease.class), each::toString);
            }
            assertTrue(told == 0 || !held(each.step().next()).isEmpty(), each::toString);
        }
    }

    private static long count(Walk walk, Class<? extends Effect> kind) {
        return walk.step().effects().stream().filter(kind::isInstance).count();
    }

    /** What waits to be asked was handed to the queue, and nothing else was. */
    @Test
    void theQueueHoldsWhatTheStateWaitsFor() {
        for (Walk each : all()) {
            PortState next = each.step().next();
            boolean looks =
                    (next instanceof Looking || isSearching(next)) && !next.equals(each.before());
            boolean opens =
                    next.isQueued()
                            && (next instanceof Opening
                                    || next instanceof Open open
                                            && open.request() == PortState.Request.REOPEN)
                            && !isOpening(each.before());
            assertEquals(looks ? 1 : 0, count(each, Effect.Look.class), each::toString);
            if (opens) {
                assertEquals(1, count(each, Effect.Open.class), each::toString);
            }
            if (count(each, Effect.Open.class) > 0) {
                assertTrue(isOpening(next), each::toString);
            }
        }
    }

    private static boolean isSearching(PortState state) {
        return state instanceof Closing closing && closing.pending() == PortState.Pending.SEARCH;
    }

    private static boolean isOpening(PortState state) {
        return state instanceof Opening && state.isQueued()
                || state instanceof Open open && open.request() == PortState.Request.REOPEN;
    }

    /** A port that is kept never stands still for ever. */
    @Test
    void somethingIsAlwaysToCome() {
        for (Walk each : all()) {
            PortState next = each.step().next();
            if (next.isWanted()) {
                assertTrue(
                        next.isQueued()
                                || next.isAsked()
                                || next.waitsForPlace()
                                || next.wakeAt() != Term.NEVER,
                        each::toString);
            }
        }
    }

    @Test
    void whatIsGivenUpIsNeverWantedAgain() {
        for (Walk each : all()) {
            if (!each.before().isWanted()) {
                assertFalse(each.step().next().isWanted(), each::toString);
                assertEquals(0, count(each, Effect.Open.class), each::toString);
            }
            if (each.before() instanceof Closed) {
                assertEquals(List.of(), each.step().effects(), each::toString);
            }
        }
    }

    /** Pure: the same once more gives the same. */
    @Test
    void nothingIsRemembered() {
        for (Walk each : all()) {
            assertEquals(
                    each.step(),
                    Transitions.on(each.before(), each.signal(), each.context()),
                    each::toString);
        }
    }
}
