// SPDX-License-Identifier: Apache-2.0
package org.postern.web.console.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.postern.web.console.status.TrafficPoint;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

class TrafficChartTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:05:00Z");

    @Test
    void aLineIsDrawnFromPointToPoint_andNotOverGaps() {
        String html =
                chart(
                        List.of(),
                        point(300, 0),
                        point(200, 500),
                        gap(150),
                        point(100, 1000),
                        point(0, 0));

        assertEquals(
                List.of("0.0,119.0 200.0,60.0", "400.0,1.0 600.0,119.0"),
                Pattern.compile("points=\"([^\"]*)\"")
                        .matcher(html)
                        .results()
                        .map(each -> each.group(1))
                        .toList());
    }

    @Test
    void theScaleIsRound_andSaid() {
        assertTrue(chart(List.of(), point(0, 0)).contains("full height: 1 kB/s"));
        assertTrue(chart(List.of(), point(0, 1_500)).contains("full height: 2 kB/s"));
        assertTrue(chart(List.of(), point(0, 49_999)).contains("full height: 50 kB/s"));
        assertTrue(
                chart(List.of(point(0, 700_000_000)), point(0, 1)).contains("full height: 1 GB/s"));
    }

    @Test
    void theLatestRatesAreSaid() {
        String html = chart(List.of(point(4, 5), gap(0)), point(4, 5), point(0, 2_000_000));

        assertTrue(html.contains("Received 2 MB/s"), html);
        assertTrue(html.contains("Sent being measured"), html);
    }

    private static String chart(List<TrafficPoint> sent, TrafficPoint... received) {
        Html html = new Html();
        new TrafficChart(html, NOW).write(sent, Arrays.asList(received));
        return html.toString();
    }

    private static TrafficPoint point(int secondsAgo, double rate) {
        return new TrafficPoint(NOW.minusSeconds(secondsAgo), OptionalDouble.of(rate));
    }

    private static TrafficPoint gap(int secondsAgo) {
        return new TrafficPoint(NOW.minusSeconds(secondsAgo), OptionalDouble.empty());
    }
}
