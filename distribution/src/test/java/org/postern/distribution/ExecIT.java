// SPDX-License-Identifier: Apache-2.0
package org.postern.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.postern.simulator.Quirk;
import org.postern.simulator.RouterConfig;
import org.postern.simulator.SimulatedRouter;
import org.postern.testkit.TestProgram;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Programs that {@code keep} and {@code watch} run on events, each a process like the command. */
@Timeout(120)
class ExecIT {
    private static final String PORT = "40191";

    /** One line for each run. */
    private static final String RECORD =
            "env | grep ^POSTERN_ | tr '\\n' '|' >>\"$0.log\"; echo >>\"$0.log\"";

    @TempDir Path home;

    private SimulatedRouter router;

    @BeforeEach
    void startRouter() throws IOException {
        router =
                SimulatedRouter.start(
                        RouterConfig.standard()
                                .withWanAddress("127." + part() + "." + part() + "." + part()));
    }

    private static int part() {
        return ThreadLocalRandom.current().nextInt(16, 240);
    }

    @AfterEach
    void stopRouter() {
        router.close();
    }

    @Test
    void facts_fromTheOpeningToTheEnd() throws Exception {
        Path program = TestProgram.in(home, "on event", RECORD, "echo printed; echo error >&2");
        try (RunningPostern keep = keep(program, "--any-port", "--json")) {
            Map<String, String> opened = await(program, "PORT_OPENED");
            assertEquals("TCP", opened.get("POSTERN_PROTOCOL"));
            assertEquals("203.0.113.7", opened.get("POSTERN_EXTERNAL_ADDRESS"));
            assertEquals(PORT, opened.get("POSTERN_EXTERNAL_PORT"));
            assertEquals(PORT, opened.get("POSTERN_REQUESTED_PORT"));
            assertEquals("127.0.0.1", opened.get("POSTERN_INTERNAL_CLIENT"));
            assertEquals(PORT, opened.get("POSTERN_INTERNAL_PORT"));
            assertEquals(router.descriptionUrl().toString(), opened.get("POSTERN_GATEWAY"));
            assertEquals("", opened.get("POSTERN_PREVIOUS_PORT"));

            router.changeConnection("Connected", "203.0.113.99");
            for (String kind : List.of("GATEWAY_CHANGED", "PORT_CHANGED")) {
                Map<String, String> changed = await(program, kind);
                assertEquals("203.0.113.99", changed.get("POSTERN_EXTERNAL_ADDRESS"), kind);
                assertEquals("203.0.113.7", changed.get("POSTERN_PREVIOUS_ADDRESS"), kind);
            }

            router.reboot(same -> same.withQuirks(Quirk.CONFLICT_718));
            // PORT_OPENED, or PORT_CHANGED where it was about to be opened again.
            Map<String, String> moved =
                    await(program, each -> each.get("POSTERN_PREVIOUS_PORT").equals(PORT));
            String port = String.valueOf(router.mappings().get(0).externalPort());
            assertEquals(port, moved.get("POSTERN_EXTERNAL_PORT"));

            keep.signal("TERM");
            assertEquals(143, keep.exitCode());
            List<Map<String, String>> runs = runs(program);
            Map<String, String> last = runs.get(runs.size() - 1);
            assertEquals("PORT_CLOSED", last.get("POSTERN_EVENT"));
            assertEquals(port, last.get("POSTERN_EXTERNAL_PORT"));
            assertEquals(List.of(), router.mappings());
            assertTrue(keep.output().lines().allMatch(line -> line.startsWith("{")));
            assertTrue(keep.errors().contains("printed\nerror\n"), keep::errors);
        }
    }

    @Test
    void watch_runsItForGateways() throws Exception {
        Path program = TestProgram.in(home, "on event", RECORD);
        try (RunningPostern watch = start("watch", "--exec", program.toString())) {
            await(program, "GATEWAY_FOUND");
            router.changeConnection("Connected", "203.0.113.99");
            await(program, "GATEWAY_CHANGED");
            watch.signal("INT");
            assertEquals(130, watch.exitCode());
        }
    }

    @Test
    void aProgramThatHangs_delaysNoPort_andIsEndedWithTheCommand() throws Exception {
        Path pid = home.resolve("pid");
        Path program =
                TestProgram.in(
                        home,
                        "hanging",
                        RECORD,
                        "[ $POSTERN_EVENT = GATEWAY_FOUND ] || exit 0",
                        "trap '' INT TERM",
                        "sleep 300 & echo $! >\"" + pid + "\"; wait; sleep 300");
        try (RunningPostern keep = keep(program)) {
            TestProgram.lines(pid, 1);
            keep.awaitLine(PORT);
            router.changeConnection("Connected", "203.0.113.99");
            keep.awaitLine("203.0.113.99");
            keep.signal("TERM");

            assertEquals(143, keep.exitCode());
            TestProgram.awaitEnd(pid);
            assertEquals(List.of(), router.mappings());
            List<Map<String, String>> runs = runs(program);
            assertEquals("PORT_CLOSED", runs.get(1).get("POSTERN_EVENT"), runs::toString);
        }
    }

    @Test
    void aProgramThatFails_isMentionedOnce_andThePortIsKept() throws Exception {
        Path program = TestProgram.in(home, "failing", RECORD, "exit 7");
        try (RunningPostern keep = keep(program)) {
            await(program, "PORT_OPENED");
            router.changeConnection("Connected", "203.0.113.99");
            await(program, "PORT_CHANGED");
            keep.signal("TERM");

            assertEquals(143, keep.exitCode());
            assertEquals(1, keep.errors().split("exit code 7", -1).length - 1, keep::errors);
        }
    }

    @Test
    void theExampleForDyndns_tellsEachAddress() throws Exception {
        Path curl = TestProgram.in(home, "curl", "echo \"$@\" >>\"$0.log\"");
        Path example = Path.of("..", "examples", "hooks", "dyndns").toAbsolutePath();
        Path program =
                TestProgram.in(
                        home,
                        "with curl",
                        "DYNDNS_URL=https://dyn.example/update?hostname=a",
                        "PATH=\"${0%/*}:$PATH\"",
                        "export DYNDNS_URL PATH",
                        "exec \"" + example + "\"");
        try (RunningPostern watch = start("watch", "--exec", program.toString())) {
            Path log = Path.of(curl + ".log");
            TestProgram.lines(log, 1);
            router.changeConnection("Connected", "203.0.113.99");
            List<String> calls = TestProgram.lines(log, 2);
            assertTrue(calls.get(0).endsWith("hostname=a&myip=203.0.113.7"), calls::toString);
            assertTrue(calls.get(1).endsWith("hostname=a&myip=203.0.113.99"), calls::toString);
            watch.signal("TERM");
            assertEquals(143, watch.exitCode());
        }
    }

    @Test
    void aProgramThatDoesNotExist_isWrongUsage() throws Exception {
        try (RunningPostern keep = keep(home.resolve("no such program"))) {
            assertEquals(64, keep.exitCode());
            assertEquals("", keep.output());
            assertTrue(keep.errors().contains("no such program"), keep::errors);
            assertEquals(List.of(), router.requests());
        }
    }

    private RunningPostern keep(Path program, String... options) throws IOException {
        String[] words = {"keep", PORT + "/tcp", "--exec", program.toString()};
        return start(
                Arrays.stream(new String[][] {words, options})
                        .flatMap(Arrays::stream)
                        .toArray(String[]::new));
    }

    private RunningPostern start(String... words) throws IOException {
        String[] router = {
            "--interface", "lo", "--gateway", this.router.descriptionUrl().toString()
        };
        return RunningPostern.start(
                home,
                Arrays.stream(new String[][] {words, router})
                        .flatMap(Arrays::stream)
                        .toArray(String[]::new));
    }

    private static Map<String, String> await(Path program, String event) throws Exception {
        return await(program, each -> each.get("POSTERN_EVENT").equals(event));
    }

    /** The variables of the first such run. */
    private static Map<String, String> await(Path program, Predicate<Map<String, String>> wanted)
            throws Exception {
        while (true) {
            for (Map<String, String> each : runs(program)) {
                if (wanted.test(each)) {
                    return each;
                }
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    private static List<Map<String, String>> runs(Path program) throws IOException {
        Path log = Path.of(program + ".log");
        if (Files.notExists(log)) {
            return List.of();
        }
        return Files.readString(log)
                .lines()
                // The last one may be written still.
                .filter(line -> line.endsWith("|"))
                .map(ExecIT::variables)
                .toList();
    }

    private static Map<String, String> variables(String line) {
        return Arrays.stream(line.split("\\|"))
                .map(each -> each.split("=", 2))
                .collect(Collectors.toMap(each -> each[0], each -> each[1]));
    }
}
