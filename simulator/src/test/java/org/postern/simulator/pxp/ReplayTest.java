// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.pxp;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The router answers as miniupnpd does; {@link ReplayCorpusTest} compares more exchanges. */
@Timeout(60)
class ReplayTest {
    private static final Pattern EXCHANGE = Pattern.compile("(?m)^(\\w+/\\S+)\n(\\S+)\n(\\S+)$");

    static Stream<Exchange> exchanges() throws IOException {
        try (InputStream in = ReplayTest.class.getResourceAsStream("exchanges.txt")) {
            byte[] bytes = Objects.requireNonNull(in).readAllBytes();
            return EXCHANGE
                    .matcher(new String(bytes, StandardCharsets.US_ASCII))
                    .results()
                    .map(
                            found ->
                                    new Exchange(
                                            found.group(1),
                                            found.group(2),
                                            Optional.of(found.group(3))
                                                    .filter(reply -> !reply.equals("-"))))
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("exchanges")
    void reply_isThatOfMiniupnpd(Exchange exchange) throws Exception {
        exchange.replay();
    }
}
