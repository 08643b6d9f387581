// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.postern.port.keeper.ledger.Entries.tcp;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;

class StateFolderTest {
    @TempDir Path home;

    private Path directory;

    @BeforeEach
    void place() {
        directory = home.resolve("state").resolve("postern");
    }

    @Test
    void theNextStartHasTheFolderAndTheLedger() throws IOException {
        Set<Path> before;
        try (StateFolder first = StateFolder.open(directory, List.of())) {
            before = folders();
            first.ledger().put(tcp(80, Instant.MAX));
        }

        try (StateFolder second = StateFolder.open(directory, List.of())) {
            assertEquals(Set.of(80), ports(second));
        }
        assertEquals(1, before.size());
        assertEquals(before, folders());
    }

    @Test
    void twoAtOnce_shareNothing() throws IOException {
        try (StateFolder one = StateFolder.open(directory, List.of());
                StateFolder other = StateFolder.open(directory, List.of())) {
            one.ledger().put(tcp(80, Instant.MAX));
            other.ledger().put(tcp(443, Instant.MAX));

            assertEquals(2, folders().size());
            assertEquals(Set.of(80), ports(one));
            assertEquals(Set.of(443), ports(other));
        }
    }

    @Test
    void whatOthersThatRunHaveOpened_isKnown() throws IOException {
        Path neighbour = directory.resolve("neighbour");
        try (StateFolder one = StateFolder.open(directory.resolve("a"), List.of(neighbour))) {
            one.ledger().put(tcp(80, Instant.MAX));
            StateFolder other = StateFolder.open(directory.resolve("a"), List.of());
            StateFolder beside = StateFolder.open(neighbour, List.of());
            other.ledger().put(tcp(443, Instant.MAX));
            beside.ledger().put(tcp(8080, Instant.MAX));
            assertEquals(
                    List.of(tcp(443, Instant.MAX), tcp(8080, Instant.MAX)),
                    one.ledger().entriesOfOthers().stream()
                            .sorted(Comparator.comparing(LedgerEntry::externalPort))
                            .toList());
            assertEquals(
                    List.of(tcp(80, Instant.MAX)),
                    other.ledger().entriesOfOthers(),
                    "without the neighbour");

            other.close();
            beside.close();
            assertEquals(List.of(), one.ledger().entriesOfOthers(), "none runs any more");
        }
    }

    @Test
    void whatSeveralLeft_isTheNextOnes() throws IOException {
        try (StateFolder one = StateFolder.open(directory, List.of());
                StateFolder two = StateFolder.open(directory, List.of());
                StateFolder three = StateFolder.open(directory, List.of())) {
            one.ledger().put(tcp(1, Instant.MAX));
            two.ledger().put(tcp(2, Instant.MAX));
            three.ledger().put(tcp(3, Instant.MAX));
        }

        for (int i = 0; i < 2; i++) {
            try (StateFolder next = StateFolder.open(directory, List.of())) {
                assertEquals(Set.of(1, 2, 3), ports(next));
                assertEquals(1, folders().size());
            }
        }
    }

    @Test
    void ofTwoAboutOnePlace_theOneThatEndsLaterCounts() {
        Instant soon = Instant.now().plusSeconds(60);
        for (List<Instant> ends : List.of(List.of(soon, Instant.MAX), List.of(Instant.MAX, soon))) {
            Path here = home.resolve(ends.get(0).toString().replace(':', '-'));
            try (StateFolder one = StateFolder.open(here, List.of());
                    StateFolder other = StateFolder.open(here, List.of())) {
                one.ledger().put(tcp(80, ends.get(0)));
                other.ledger().put(tcp(80, ends.get(1)));
            }

            try (StateFolder next = StateFolder.open(here, List.of())) {
                assertEquals(List.of(tcp(80, Instant.MAX)), next.ledger().entries());
            }
        }
    }

    @Test
    void anotherProcess_keepsItsOwnAsLongAsItLives_andIsAdoptedWhenItWasKilled() throws Exception {
        try (HoldingProcess process = HoldingProcess.start(directory, 80)) {
            try (StateFolder mine = StateFolder.open(directory, List.of())) {
                assertEquals(2, folders().size());
                mine.ledger().put(tcp(443, Instant.MAX));
            }
            try (StateFolder again = StateFolder.open(directory, List.of())) {
                assertEquals(Set.of(443), ports(again));
            }
            process.kill();

            try (StateFolder next = StateFolder.open(directory, List.of())) {
                assertEquals(Set.of(80, 443), ports(next));
            }
        }
        assertEquals(1, folders().size());
    }

    /** Closing a second descriptor of a file would end this process's lock on it. */
    @Test
    void aSecondOneInThisProcess_doesNotOpenTheFirstToOtherProcesses() throws Exception {
        try (StateFolder first = StateFolder.open(directory, List.of())) {
            Path ledger = folders().iterator().next().resolve("ledger");
            StateFolder.open(directory, List.of()).close();

            try (HoldingProcess process = HoldingProcess.start(directory, 80)) {
                assertTrue(process.isAlive());
                assertFalse(Files.readString(ledger).contains("\t80\t"));
                assertEquals(Set.of(), ports(first));
            }
        }
    }

    @Test
    void manyStartsAtOnce_noneGetsWhatAnotherHas() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            for (int round = 0; round < 20; round++) {
                Callable<StateFolder> start = () -> StateFolder.open(directory, List.of());
                List<Future<StateFolder>> started =
                        threads.invokeAll(Stream.generate(() -> start).limit(8).toList());
                started.forEach(each -> done(each));
                assertEquals(8, folders().size());
                started.forEach(each -> done(each).close());
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aCorruptLedger_isStartedAnew() throws IOException {
        StateFolder.open(directory, List.of()).close();
        Set<Path> before = folders();
        Files.write(before.iterator().next().resolve("ledger"), new byte[100_000]);

        try (StateFolder next = StateFolder.open(directory, List.of())) {
            assertEquals(before, folders());
            assertEquals(Set.of(), ports(next));
            next.ledger().put(tcp(80, Instant.MAX));
        }
        try (StateFolder next = StateFolder.open(directory, List.of())) {
            assertEquals(Set.of(80), ports(next));
        }
    }

    @Test
    void whatIsNotOurs_isLeftAlone() throws IOException {
        Path foreign = Files.createDirectories(directory.resolve("instance-foreign"));
        Files.writeString(foreign.resolve("letter"), "x");
        Path outside = Files.createDirectory(home.resolve("outside"));
        Files.createFile(outside.resolve("lock"));
        Files.createSymbolicLink(directory.resolve("instance-link"), outside);

        StateFolder.open(directory, List.of()).close();
        StateFolder.open(directory, List.of()).close();

        assertTrue(Files.exists(foreign.resolve("letter")));
        assertTrue(Files.exists(outside.resolve("lock")));
        assertFalse(Files.exists(outside.resolve("ledger")));
    }

    @Test
    void noPlaceToWrite_costsMemoryOfThePastOnly() throws IOException {
        Files.writeString(home.resolve("state"), "a file where a folder should be");

        try (StateFolder state = StateFolder.open(directory, List.of())) {
            state.ledger().put(tcp(80, Instant.MAX));
            assertEquals(Set.of(80), ports(state));
        }
    }

    @Test
    void aReadOnlyDirectory_costsMemoryOfThePastOnly() throws IOException {
        try (StateFolder state = StateFolder.open(directory, List.of())) {
            state.ledger().put(tcp(80, Instant.MAX));
        }
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path each : all.toList()) {
                Files.setPosixFilePermissions(each, PosixFilePermissions.fromString("r-xr-xr-x"));
            }
        }
        assumeFalse(Files.isWritable(directory), "root may write everywhere");

        try (StateFolder state = StateFolder.open(directory, List.of())) {
            assertEquals(Set.of(), ports(state));
            state.ledger().put(tcp(443, Instant.MAX));
            assertEquals(Set.of(443), ports(state));
        } finally {
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    private static StateFolder done(Future<StateFolder> start) {
        try {
            return start.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    private Set<Path> folders() throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.collect(Collectors.toSet());
        }
    }

    private static Set<Integer> ports(StateFolder state) {
        return state.ledger().entries().stream()
                .map(LedgerEntry::externalPort)
                .collect(Collectors.toSet());
    }
}
