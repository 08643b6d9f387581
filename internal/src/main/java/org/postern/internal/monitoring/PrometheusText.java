// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.monitoring;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;

/**
 * Writes the text format of Prometheus, version 0.0.4: families of samples, each with its help and
 * type. Used by one thread.
 */
final class PrometheusText {
    /** What a family is about. */
    enum MetricType {
        /** Only grows, or begins again; its name ends in {@code _total}. */
        COUNTER("counter"),
        GAUGE("gauge");

        private final String word;

        MetricType(String word) {
            this.word = word;
        }
    }

    private static final int NANO_DIGITS = 9;

    private final StringBuilder text = new StringBuilder();
    private String family = "";

    /** Begins a family, to which the samples that follow belong. */
    void family(String name, MetricType type, String help) {
        family = name;
        text.append("# HELP ").append(name).append(' ').append(escapedHelp(help)).append('\n');
        text.append("# TYPE ").append(name).append(' ').append(type.word).append('\n');
    }

    /** A sample; the labels are written in their order. */
    void sample(Map<String, String> labels, long value) {
        sample(labels, Long.toString(value));
    }

    /** A sample whose value is a time, in seconds since 1970. */
    void sample(Map<String, String> labels, Instant time) {
        BigDecimal seconds =
                BigDecimal.valueOf(time.getEpochSecond())
                        .add(BigDecimal.valueOf(time.getNano(), NANO_DIGITS));
        sample(labels, seconds.stripTrailingZeros().toPlainString());
    }

    private void sample(Map<String, String> labels, String value) {
        text.append(family);
        String separator = "{";
        for (Map.Entry<String, String> each : labels.entrySet()) {
            text.append(separator)
                    .append(each.getKey())
                    .append("=\"")
                    .append(escapedHelp(each.getValue()).replace("\"", "\\\""))
                    .append('"');
            separator = ",";
        }
        text.append(labels.isEmpty() ? " " : "} ").append(value).append('\n');
    }

    /** Quotes are escaped in labels only. */
    private static String escapedHelp(String words) {
        return words.replace("\\", "\\\\").replace("\n", "\\n");
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
