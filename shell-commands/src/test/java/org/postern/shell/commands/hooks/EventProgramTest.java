// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.hooks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.postern.api.gateway.Protocol;
import org.postern.api.keeper.KeeperEvent.Kind;
import org.postern.shell.commands.RunningCommand;
import org.postern.testkit.TestProgram;
import org.postern.testkit.fakes.Fakes;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** A program that is run on events; time passes when the test says so. */
@Timeout(60)
class EventProgramTest {
    private static final String RECORD =
            "echo \"$POSTERN_EVENT $POSTERN_REQUESTED_PORT +$POSTERN_OVERTAKEN\" >>\"$0.log\"";

    /** Until the test says that it may end. */
    private static final String WAIT = "until [ -e \"$0.go\" ]; do sleep 0.01; done";

    @TempDir Path folder;

    private Path script = Path.of("");
    private final AtomicLong nanoTime = new AtomicLong();
    private final List<String> messages = new CopyOnWriteArrayList<>();

    @Test
    void itRunsOnEachEvent_inTheirOrder() throws Exception {
        EventProgram program = start("recording", RECORD);
        happen(program, Kind.PORT_OPENED, 80);
        happen(program, Kind.PORT_OPENED, 81);
        log(2);
        happen(program, Kind.PORT_LOST, 80);
        log(3);
        program.close();

        assertEquals(List.of("PORT_OPENED 80 +0", "PORT_OPENED 81 +0", "PORT_LOST 80 +0"), log(3));
        assertEquals(List.of(), messages);
    }

    @Test
    void ofEventsThatComeFaster_theNewestOfEachPortIsLeft() throws Exception {
        EventProgram program = start("slow", RECORD, WAIT);
        happen(program, Kind.PORT_OPENED, 80);
        log(1);
        happen(program, Kind.PORT_LOST, 80);
        happen(program, Kind.PORT_OPENED, 81);
        for (int number = 0; number < 5000; number++) {
            happen(program, Kind.PORT_OPENED, 80);
        }
        go();
        log(3);
        program.close();

        assertEquals(
                List.of("PORT_OPENED 80 +0", "PORT_OPENED 80 +5000", "PORT_OPENED 81 +0"), log(3));
    }

    @Test
    void whatDoesNotFit_isCountedAndSaid() throws Exception {
        EventProgram program = start("slow", RECORD, WAIT);
        happen(program, Kind.PORT_OPENED, 80);
        log(1);
        for (int port = 1; port <= 13; port++) {
            happen(program, Kind.PORT_OPENED, port);
        }
        go();
        RunningCommand.await(() -> !messages.isEmpty());
        program.close();

        assertEquals(
                List.of("Note: 'slow' was not run on 3 events, for which there was no time."),
                messages);
    }

    @Test
    void failures_areReportedOnceUntilItSucceeds() throws Exception {
        EventProgram program =
                start("failing", RECORD, "echo output", "[ $POSTERN_REQUESTED_PORT = 82 ]");
        for (int port : List.of(80, 81, 82, 83)) {
            happen(program, Kind.PORT_OPENED, port);
        }
        RunningCommand.await(() -> messages.size() == 6);
        program.close();

        String warning =
                "Warning: 'failing', run on PORT_OPENED, failed with exit code 1. Further failures"
                        + " are not reported until it succeeds.";
        assertEquals(List.of("output", warning, "output", "output", "output", warning), messages);
    }

    @Test
    void aProgramThatIsGone_isAFailure() throws Exception {
        EventProgram program = start("gone", RECORD);
        Files.delete(script);
        happen(program, Kind.PORT_OPENED, 80);
        RunningCommand.await(() -> !messages.isEmpty());
        program.close();

        assertTrue(messages.get(0).contains("could not be run: "), messages.get(0));
    }

    @Test
    void aProgramThatHangs_isEndedAfter30Seconds_andTheNextIsRun() throws Exception {
        EventProgram program = start("hanging", RECORD, WAIT);
        happen(program, Kind.PORT_OPENED, 80);
        happen(program, Kind.PORT_OPENED, 81);
        log(1);
        nanoTime.addAndGet(RunTimes.LONGEST_RUN.toNanos());
        log(2);
        go();
        program.close();

        assertEquals(1, messages.size());
        assertTrue(messages.get(0).contains("30 s is the limit"), messages.get(0));
    }

    @Test
    void atTheEnd_itIsRunOnTheLastEvent_thoughTheOneBeforeHangs() throws Exception {
        EventProgram program =
                start("hanging", RECORD, "[ $POSTERN_EVENT = PORT_CLOSED ] || sleep 300");
        happen(program, Kind.PORT_OPENED, 80);
        log(1);
        program.ending();
        happen(program, Kind.PORT_CLOSED, 80);
        nanoTime.addAndGet(RunTimes.ENDING.toNanos() / 2);
        log(2);
        program.close();

        assertEquals(List.of("PORT_OPENED 80 +0", "PORT_CLOSED 80 +0"), log(2));
        assertEquals(List.of(), messages);
    }

    @Test
    void withoutTime_whatIsLeftIsCounted() throws Exception {
        EventProgram program = start("hanging", RECORD, "sleep 300");
        happen(program, Kind.PORT_OPENED, 80);
        log(1);
        happen(program, Kind.PORT_OPENED, 81);
        Thread.currentThread().interrupt();
        program.close();

        assertTrue(Thread.interrupted(), "the interrupt is for the caller");
        assertEquals(
                List.of("Note: 'hanging' was not run on 1 event, for which there was no time."),
                messages);
    }

    @Test
    void withoutAProgram_nothingHappens() {
        EventProgram program = EventProgram.start(Optional.empty(), messages::add);
        happen(program, Kind.PORT_OPENED, 80);
        program.close();

        assertEquals(List.of(), messages);
    }

    private EventProgram start(String name, String... lines) throws Exception {
        script = TestProgram.in(folder, name, lines);
        EventProgram program =
                new EventProgram(
                        Optional.of(script),
                        messages::add,
                        new RunTimes(nanoTime::get, RunTimes.LONGEST_RUN, RunTimes.ENDING),
                        10);
        program.start();
        return program;
    }

    private static void happen(EventProgram program, Kind kind, int port) {
        program.happened(Fakes.event(kind, Protocol.TCP, port, ""));
    }

    private List<String> log(int lines) throws Exception {
        return TestProgram.lines(Path.of(script + ".log"), lines);
    }

    private void go() throws Exception {
        Files.createFile(Path.of(script + ".go"));
    }
}
