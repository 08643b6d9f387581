// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks.peers.tables;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.DoubleFunction;
import java.util.stream.DoubleStream;

/** Where the middle half of several figures lies. */
record Quartiles(double first, double median, double third) {

    /** Empty where there are no figures. */
    static Optional<Quartiles> of(DoubleStream figures) {
        double[] sorted = figures.sorted().toArray();
        return sorted.length == 0
                ? Optional.empty()
                : Optional.of(new Quartiles(at(sorted, 0.25), at(sorted, 0.5), at(sorted, 0.75)));
    }

    static Quartiles of(Sample sample) {
        return of(Arrays.stream(sample.values()).mapToDouble(Quartiles::orNever)).orElseThrow();
    }

    private static double orNever(long figure) {
        return figure == Sample.NEVER ? Double.POSITIVE_INFINITY : figure;
    }

    private static double at(double[] sorted, double share) {
        return sorted[Sample.index(share, sorted.length)];
    }

    /** The median, and the quartiles where they differ from it: {@code 1.06 × (0.98 to 1.21)}. */
    String ratio() {
        return words(Unit::digits, " ×");
    }

    /** The same to bare sockets: {@code 1.06 × bare (0.98 to 1.21)}. */
    String ratioToBare() {
        return words(Unit::digits, " × bare");
    }

    /** Of figures in this unit. */
    String in(Unit unit) {
        return words(unit::words, "");
    }

    private String words(DoubleFunction<String> format, String times) {
        String low = orNever(first, format);
        String middle = orNever(median, format);
        String high = orNever(third, format);
        return middle
                + (Double.isInfinite(median) ? "" : times)
                + (low.equals(middle) && high.equals(middle)
                        ? ""
                        : " (" + low + " to " + high + ")");
    }

    private static String orNever(double figure, DoubleFunction<String> format) {
        return Double.isInfinite(figure) ? "never" : format.apply(figure);
    }
}
