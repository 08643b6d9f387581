// SPDX-License-Identifier: Apache-2.0
package org.postern.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Ports to another host, from the command line to a simulated router. */
@Timeout(120)
class OtherHostIT {
    private static final Pattern URL = Pattern.compile("http://\\S*rootDesc.xml");
    private static final String[] TO_OTHER = {"--protocol", "TCP", "--client", "192.0.2.9"};

    @TempDir Path home;

    @Test
    void isOpened_listed_andClosed() throws Exception {
        try (RunningPostern router = RunningPostern.start(home, "simulate")) {
            String url = url(router);
            try (RunningPostern map = start(url, "map", "40180", "80")) {
                assertTrue(map.output().contains("192.0.2.9:80"), map::errors);
                assertEquals(0, map.exitCode());
            }
            try (RunningPostern unmap = start(url, "unmap", "40180")) {
                assertEquals(0, unmap.exitCode());
            }
            try (RunningPostern again = start(url, "unmap", "40180")) {
                assertEquals(2, again.exitCode());
            }
        }
    }

    @Test
    void isKept_untilTheEnd() throws Exception {
        try (RunningPostern router = RunningPostern.start(home, "simulate")) {
            String url = url(router);
            try (RunningPostern keep = start(url, "keep", "40182")) {
                keep.awaitLine("leads to 192.0.2.9 port 40182");
                keep.signal("INT");
                assertEquals(130, keep.exitCode());
            }
            try (RunningPostern unmap = start(url, "unmap", "40182")) {
                assertEquals(2, unmap.exitCode());
            }
        }
    }

    @Test
    void secureMode_isExplained() throws Exception {
        try (RunningPostern router =
                RunningPostern.start(home, "simulate", "--quirk", "not-yours-718")) {
            String url = url(router);
            try (RunningPostern map = start(url, "map", "40181", "80")) {
                assertEquals(1, map.exitCode());
                assertTrue(map.errors().contains("secure mode"), map::errors);
            }
        }
    }

    private RunningPostern start(String url, String... words) throws Exception {
        return RunningPostern.start(
                home,
                Stream.of(List.of(words), List.of(TO_OTHER), List.of("--gateway", url))
                        .flatMap(List::stream)
                        .toArray(String[]::new));
    }

    private static String url(RunningPostern router) throws Exception {
        Matcher url = URL.matcher("");
        while (!url.reset(router.line()).find()) {
            // The lines before tell what the router is.
        }
        return url.group();
    }
}
