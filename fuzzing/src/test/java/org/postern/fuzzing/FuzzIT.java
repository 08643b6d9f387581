// SPDX-License-Identifier: Apache-2.0
package org.postern.fuzzing;

import static org.junit.jupiter.api.Assertions.assertFalse;
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
    private static final Duration TIME = Duration.ofSeconds(Long.getLong("fuzz.seconds", 3));

    private static final String NO_NATIVE_PART = "UnsatisfiedLinkError";
    private static final int SHOWN_LINES = 60;

    @ParameterizedTest
    @EnumSource
    void noInputBreaksAPromise(FuzzTarget target) throws IOException, InterruptedException {
        Outcome outcome = new Fuzzer(target).run(TIME);
        outcome.log().stream()
                .filter(line -> line.contains(NO_NATIVE_PART))
                .findFirst()
                .ifPresent(FuzzIT::skip);
        assertTrue(outcome.exitCode() == 0, () -> finding(target, outcome));
        // The last line of libFuzzer's counts: inputs, branches seen, speed.
        String counts = last(outcome.log(), "DONE");
        System.out.println("fuzzed " + target.folder() + ": " + counts.replaceAll("\\s+", " "));
        assertTrue(counts.contains(" cov: "), "no branch was seen: " + counts);
    }

    /** Jazzer has native libraries for the usual systems, that of CI among them. */
    private static void skip(String reason) {
        String why = "fuzzing needs another system: " + reason;
        assertFalse("true".equals(System.getenv("CI")), why);
        System.out.println("Skipped: " + why);
        abort(why);
    }

    private static String finding(FuzzTarget target, Outcome outcome) {
        List<String> log = outcome.log();
        int from = Math.max(0, log.size() - SHOWN_LINES);
        String found =
                outcome.findings().isEmpty()
                        ? "Jazzer ended with " + outcome.exitCode()
                        : "A promise was broken by " + outcome.findings();
        return found
                + ". An input that was found is to be copied to "
                + KnownInputs.fixtureFolder(target)
                + " under a name that says what it is; then every build reads it.\n"
                + String.join("\n", log.subList(from, log.size()));
    }

    private static String last(List<String> log, String word) {
        return log.stream()
                .filter(line -> line.contains(word))
                .reduce("", (earlier, later) -> later);
    }
}
