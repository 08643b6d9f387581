// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks.peers.tables;

import java.util.Locale;

/** How a figure is written, and in what it was measured. */
enum Unit {
    /** Measured in microseconds. */
    MILLISECONDS {
        @Override
        String words(double value) {
            return digits(value / 1000) + " ms";
        }
    },
    MICROSECONDS {
        @Override
        String words(double value) {
            return digits(value) + " µs";
        }
    },
    COUNT {
        @Override
        String words(double value) {
            return Long.toString(Math.round(value));
        }
    },
    /** Measured in bytes. */
    KILOBYTES {
        @Override
        String words(double value) {
            return digits(value / 1024) + " KB";
        }
    };

    abstract String words(double value);

    /** Three digits that count, and all before the point. */
    static String digits(double value) {
        int decimals = value < 9.995 ? 2 : value < 99.95 ? 1 : 0;
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}
