// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.monitoring;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.postern.internal.monitoring.PrometheusText.MetricType;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** https://prometheus.io/docs/instrumenting/exposition_formats/, "Text-based format". */
class PrometheusTextTest {
    private final PrometheusText text = new PrometheusText();

    @Test
    void aFamily_hasHelpTypeAndSamples() {
        text.family("made_up_total", MetricType.COUNTER, "Made up.");
        text.sample(Map.of(), 17);
        text.family("other", MetricType.GAUGE, "Other.");
        text.sample(Map.of("a", "b"), -1);

        assertEquals(
                """
                # HELP made_up_total Made up.
                # TYPE made_up_total counter
                made_up_total 17
                # HELP other Other.
                # TYPE other gauge
                other{a="b"} -1
                """,
                text.toString());
    }

    @Test
    void labels_keepTheirOrder() {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("z", "1");
        labels.put("a", "2");
        text.family("x", MetricType.GAUGE, "X.");
        text.sample(labels, 0);

        assertEquals("x{z=\"1\",a=\"2\"} 0", lastLine());
    }

    @Test
    void labelValues_areEscaped() {
        text.family("x", MetricType.GAUGE, "X.");
        text.sample(Map.of("id", "a\\b\"c\nd} 1"), 0);

        assertEquals("x{id=\"a\\\\b\\\"c\\nd} 1\"} 0", lastLine());
    }

    /** Quotes stay as they are there. */
    @Test
    void help_isEscaped() {
        text.family("x", MetricType.GAUGE, "A \"quoted\" \\ and\na line.");

        assertEquals(
                "# HELP x A \"quoted\" \\\\ and\\na line.",
                text.toString().lines().findFirst().orElseThrow());
    }

    @Test
    void largeNumbers_areWrittenInFull() {
        text.family("x_total", MetricType.COUNTER, "X.");
        text.sample(Map.of(), Long.MAX_VALUE);

        assertEquals("x_total 9223372036854775807", lastLine());
    }

    @Test
    void times_areSecondsWithWhatIsKnownOfFractions() {
        text.family("x", MetricType.GAUGE, "X.");
        text.sample(Map.of(), Instant.ofEpochSecond(1_767_225_600));
        assertEquals("x 1767225600", lastLine());

        text.sample(Map.of(), Instant.ofEpochMilli(1_767_225_600_250L));
        assertEquals("x 1767225600.25", lastLine());
    }

    private String lastLine() {
        return text.toString().lines().reduce((first, second) -> second).orElseThrow();
    }
}
