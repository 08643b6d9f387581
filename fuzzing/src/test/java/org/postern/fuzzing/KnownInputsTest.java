// SPDX-License-Identifier: Apache-2.0
package org.postern.fuzzing;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Every build reads again what fuzzing found, and where it begins. */
class KnownInputsTest {
    private static final Duration HANG = Duration.ofSeconds(20);

    @ParameterizedTest
    @EnumSource
    void fixturesAndCorpus_keepThePromises(FuzzTarget target) throws IOException {
        List<Path> files = new ArrayList<>(KnownInputs.fixtures(target));
        assertFalse(files.isEmpty());
        files.addAll(KnownInputs.corpus(target));
        for (Path file : files) {
            byte[] input = Files.readAllBytes(file);
            try {
                assertTimeoutPreemptively(HANG, () -> target.check(input));
            } catch (Throwable e) {
                throw new AssertionError(file + " broke a promise: " + e.getMessage(), e);
            }
        }
        System.out.printf("%s: %d known inputs read%n", target.folder(), files.size());
    }
}
