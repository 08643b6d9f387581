// SPDX-License-Identifier: Apache-2.0
package org.postern.web.console.page;

import org.postern.web.console.internal.presentation.Quantities;
import org.postern.web.console.status.TrafficPoint;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The traffic of a gateway over the last minutes, as SVG. */
final class TrafficChart {
    static final Duration WINDOW = Duration.ofMinutes(5);

    private static final int WIDTH = 600;
    private static final int HEIGHT = 120;

    /** Less is shown small, so that a quiet line does not look like a busy one. */
    private static final double LOWEST_SCALE = 1000;

    private static final double[] STEPS = {1, 2, 5, 10};

    private final Html html;
    private final Instant now;

    TrafficChart(Html html, Instant now) {
        this.html = html;
        this.now = now;
    }

    void write(List<TrafficPoint> sent, List<TrafficPoint> received) {
        double scale = scale(sent, received);
        html.open("figure", "class", "traffic").open("figcaption");
        latest("received", "Received ", received);
        html.text(" ");
        latest("sent", "Sent ", sent);
        html.close();
        html.open(
                "svg",
                "viewBox",
                "0 0 " + WIDTH + " " + HEIGHT,
                "preserveAspectRatio",
                "none",
                "role",
                "img",
                "aria-label",
                "Traffic of the last five minutes, up to " + rate(scale));
        line("received", received, scale);
        line("sent", sent, scale);
        html.close();
        html.open("p", "class", "scale");
        html.element("span", "5 min ago")
                .element("span", "full height: " + rate(scale))
                .element("span", "now");
        html.close().close();
    }

    private void latest(String name, String label, List<TrafficPoint> points) {
        String value =
                points.isEmpty() || points.get(points.size() - 1).bytesPerSecond().isEmpty()
                        ? "being measured"
                        : rate(points.get(points.size() - 1).bytesPerSecond().getAsDouble());
        html.element("span", label + value, "class", name);
    }

    private static String rate(double bytesPerSecond) {
        return Quantities.bytes(Math.round(bytesPerSecond)) + "/s";
    }

    /** Such as 1, 2 or 5 MB/s, so that the chart does not jump at each point. */
    private static double scale(List<TrafficPoint> sent, List<TrafficPoint> received) {
        double highest =
                Stream.concat(sent.stream(), received.stream())
                        .mapToDouble(each -> each.bytesPerSecond().orElse(0))
                        .max()
                        .orElse(0);
        double power = LOWEST_SCALE;
        while (power * 10 < highest) {
            power *= 10;
        }
        for (double step : STEPS) {
            if (step * power >= highest) {
                return step * power;
            }
        }
        return 10 * power;
    }

    /** One line for each stretch without a gap. */
    private void line(String name, List<TrafficPoint> points, double scale) {
        List<String> stretch = new ArrayList<>();
        for (TrafficPoint each : points) {
            if (each.bytesPerSecond().isEmpty()) {
                end(name, stretch);
            } else if (!each.at().isBefore(now.minus(WINDOW))) {
                stretch.add(place(each.at(), each.bytesPerSecond().getAsDouble() / scale));
            }
        }
        end(name, stretch);
    }

    private void end(String name, List<String> stretch) {
        if (stretch.size() > 1) {
            html.open(
                            "polyline",
                            "class",
                            name,
                            "vector-effect",
                            "non-scaling-stroke",
                            "points",
                            String.join(" ", stretch))
                    .close();
        }
        stretch.clear();
    }

    private String place(Instant at, double height) {
        double age = Duration.between(at, now).toMillis() / (double) WINDOW.toMillis();
        return String.format(
                Locale.ROOT, "%.1f,%.1f", WIDTH * (1 - age), (HEIGHT - 2) * (1 - height) + 1);
    }
}
