// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks;

import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

import java.util.Locale;
import java.util.Objects;

/**
 * What was measured of one benchmark.
 *
 * @param micros the median of single operations, in microseconds
 * @param bytes allocated for each operation
 */
record Figures(double micros, double bytes) {
    static Figures of(RunResult run) {
        return new Figures(
                median(run.getPrimaryResult()),
                median(
                        Objects.requireNonNull(
                                run.getSecondaryResults().get("gc.alloc.rate.norm"),
                                "Without the profiler of allocation.")));
    }

    String time() {
        return number(micros) + " µs";
    }

    String allocation() {
        return String.format(Locale.ROOT, "%.0f B", bytes);
    }

    /** Three digits that count. */
    static String number(double value) {
        int decimals = value < 10 ? 2 : value < 100 ? 1 : 0;
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    private static double median(Result<?> result) {
        return result.getStatistics().getPercentile(50);
    }
}
