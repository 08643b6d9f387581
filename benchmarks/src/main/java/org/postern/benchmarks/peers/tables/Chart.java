// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks.peers.tables;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * The charts: bars to the right, one panel with a scale of its own for each measure. A bar ends at
 * the median; a thin line leads from the first quartile to the third. An outline alone is what
 * never came about. Readable on light and on dark pages.
 */
enum Chart {
    PROCESS("process", "From the start of a process to an open port"),
    TROUBLE("trouble", "Devices that hang, and no gateway at all"),
    WARM("warm", "In a warm JVM"),
    FOOTPRINT("footprint", "Threads, heap and size on disk");

    private static final Map<String, String> NAMES =
            Map.of("postern", "Postern", "jupnp", "jUPnP", "weupnp", "weupnp", "upnpc", "upnpc");
    private static final String STYLE =
            """
            text{font:13px system-ui,-apple-system,"Segoe UI",Helvetica,Arial,sans-serif;fill:#24292f}
            .t{font-weight:600;font-size:15px}.m{font-weight:600}.v{fill:#57606a}
            .c{fill:#fff;stroke:#d0d7de}.b{fill:#8c959f}.o{fill:#1f7a4d}.w{stroke:#24292f;stroke-width:1.5}
            .n{fill:none;stroke:#8c959f;stroke-dasharray:4 3}
            @media (prefers-color-scheme:dark){text{fill:#e6edf3}.v{fill:#9da7b3}
            .c{fill:#161b22;stroke:#30363d}.b{fill:#6e7681}.o{fill:#3fb37f}.w{stroke:#e6edf3}}
            """;

    private static final int WIDTH = 720;
    private static final int LEFT = 90;
    private static final int LONGEST = 480;
    private static final int BAR = 22;

    private final String key;
    private final String title;

    Chart(String key, String title) {
        this.key = key;
        this.title = title;
    }

    String fileName() {
        return "peers-" + key + ".svg";
    }

    /** The whole file. */
    String svg(Measurements all) {
        StringBuilder panels = new StringBuilder();
        int y = 52;
        for (Measure measure : measures(all)) {
            y = panel(panels, all, measure, y) + 14;
        }
        return """
        <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="%2$d" viewBox="0 0 %1$d %2$d" role="img" aria-label="%3$s">
        <style>%4$s</style>
        <rect class="c" x=".5" y=".5" width="%5$d" height="%6$d" rx="8"/>
        <text class="t" x="18" y="28">%3$s</text>
        %7$s</svg>
        """
                .formatted(WIDTH, y, title, STYLE, WIDTH - 1, y - 1, panels);
    }

    private List<Measure> measures(Measurements all) {
        return Stream.of(Measure.values())
                .filter(each -> each.chart.equals(key))
                .filter(each -> all.of(each, "postern").isPresent())
                .toList();
    }

    /** Returns where it ends. */
    private static int panel(StringBuilder out, Measurements all, Measure measure, int top) {
        text(out, "m", 18, top, measure.words.replace("`", ""));
        OptionalLong longest =
                measure.contenders().stream()
                        .flatMap(who -> all.of(measure, who).stream())
                        .mapToLong(sample -> drawn(sample.at(0.75)))
                        .max();
        int y = top + 8;
        for (String who : measure.contenders()) {
            Optional<Sample> sample = all.of(measure, who);
            if (sample.isPresent()) {
                bar(out, measure, who, sample.get(), Math.max(1, longest.orElse(1)), y);
                y += BAR;
            }
        }
        return y + 8;
    }

    private static void bar(
            StringBuilder out, Measure measure, String who, Sample sample, long longest, int y) {
        boolean never = sample.median() == Sample.NEVER;
        double scale = (double) LONGEST / longest;
        double length = drawn(sample.median()) * scale;
        text(out, "v", 18, y + 15, NAMES.getOrDefault(who, who));
        out.append(
                String.format(
                        Locale.ROOT,
                        "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>%n",
                        never ? "n" : who.equals("postern") ? "o" : "b",
                        LEFT,
                        y + 3,
                        Math.max(1, length),
                        BAR - 6));
        double end = Math.max(length, drawn(sample.at(0.75)) * scale);
        if (!never && sample.at(0.25) != sample.at(0.75)) {
            out.append(
                    String.format(
                            Locale.ROOT,
                            "<path class=\"w\" d=\"M%.1f %dH%.1f\"/>%n",
                            LEFT + drawn(sample.at(0.25)) * scale,
                            y + BAR / 2,
                            LEFT + end));
        }
        text(out, "v", (int) (LEFT + end + 8), y + 15, PeerTable.words(measure, sample));
    }

    /** What never came about is as long as it was waited for; only times can be never. */
    private static long drawn(long value) {
        return value == Sample.NEVER ? Sample.PATIENCE * 1_000_000L : value;
    }

    private static void text(StringBuilder out, String style, int x, int y, String words) {
        out.append(
                "<text class=\"%s\" x=\"%d\" y=\"%d\">%s</text>%n".formatted(style, x, y, words));
    }
}
