package org.postern.fuzzing;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postern.fuzzing.Fuzzer.Outcome;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Looks for inputs that break a promise, for as long as the property {@code fuzz.seconds} says. */
class FuzzIT {
    private static final Duration TIME = Duration.ofSeconds(Long.getLong("fuzz.seconds", 10));

    @ParameterizedTest
    @EnumSource
    void noInputBreaksAPromise(Target target) throws IOException, InterruptedException {
        Outcome outcome = new Fuzzer(target).run(TIME);
        if (!started(outcome)) {
            skip(outcome);
        }
        assertTrue(outcome.exitCode() == 0, () -> finding(target, outcome));
        // The last line of libFuzzer's counts: inputs, branches seen, speed.
        String counts = last(outcome.log(), "DONE");
        System.out.println("fuzzed " + target.folder() + ": " + counts.replaceAll("\\s+", " "));
        assertTrue(counts.contains(" cov: "), "no branch was seen: " + counts);
    }

    private static boolean started(Outcome outcome) {
        return outcome.log().stream().anyMatch(line -> line.contains("INFO: Seed: "));
    }

    /** Jazzer's native part is there for some systems only; those of CI are among them. */
    private static void skip(Outcome outcome) {
        String why = "Jazzer does not start here: " + String.join("\n", outcome.log());
        if ("true".equals(System.getenv("CI"))) {
            throw new AssertionError(why);
        }
        System.out.println("Skipped: " + why.lines().findFirst().orElseThrow());
        abort(why);
    }

    private static String finding(Target target, Outcome outcome) {
        List<String> log = outcome.log();
        int from = Math.max(0, log.size() - 60);
        return "A promise of "
                + target
                + " was broken by "
                + outcome.findings()
                + ". Copy it to "
                + KnownInputs.fixtureFolder(target)
                + " under a name that says what it is, and every build reads it.\n"
                + String.join("\n", log.subList(from, log.size()));
    }

    private static String last(List<String> log, String word) {
        return log.stream()
                .filter(line -> line.contains(word))
                .reduce("", (earlier, later) -> later);
    }
}
