// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.pxp;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Every request that the collection has for miniupnpd 2.3.11 gets the reply that it got there. */
@Timeout(60)
class ReplayCorpusTest {
    private static final Path ROOT = Path.of("..", "..", "shared", "corpus");
    private static final Pattern REQUEST = Pattern.compile("\"request\"\\s*:\\s*\"([0-9a-f]+)\"");

    /** Of 2.3.1, of other builds or other settings, and announcements, which nothing asks for. */
    private static final Pattern OF_OTHERS =
            Pattern.compile(
                    "lab-(231-.*|v6-231-.*|v6-peer|peer|third-party-allowed|third-party-self"
                            + "|.*announce-address-change|announce-start)");

    static Stream<Exchange> exchanges() throws IOException {
        assumeTrue(Files.isDirectory(ROOT), "Skipped: there is no corpus at " + ROOT);
        return Stream.concat(exchanges("natpmp").stream(), exchanges("pcp").stream());
    }

    @ParameterizedTest
    @MethodSource("exchanges")
    void reply_isThatOfMiniupnpd(Exchange exchange) throws Exception {
        exchange.replay();
    }

    private static List<Exchange> exchanges(String folder) throws IOException {
        try (Stream<Path> files = Files.list(ROOT.resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(".bin"))
                    .filter(file -> name(file).startsWith("lab-"))
                    .filter(file -> !OF_OTHERS.matcher(name(file)).matches())
                    .sorted()
                    .map(ReplayCorpusTest::exchange)
                    .toList();
        }
    }

    private static Exchange exchange(Path file) {
        try {
            String name = file.getParent().getFileName() + "/" + name(file);
            String bytes = HexFormat.of().formatHex(Files.readAllBytes(file));
            if (name.contains("lab-silence")) {
                return new Exchange(name, bytes, Optional.empty());
            }
            Path expected = file.resolveSibling(name(file) + ".expected.json");
            Matcher request = REQUEST.matcher(Files.readString(expected, StandardCharsets.UTF_8));
            if (!request.find()) {
                throw new IOException("no request in " + expected);
            }
            return new Exchange(name, request.group(1), Optional.of(bytes));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String name(Path file) {
        return file.getFileName().toString().replace(".bin", "");
    }
}
