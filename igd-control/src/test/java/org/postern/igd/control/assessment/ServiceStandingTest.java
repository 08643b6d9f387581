// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.assessment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postern.api.control.Standing;
import org.postern.igd.control.internal.address.AddressLiteral;

import java.net.InetAddress;
import java.util.Optional;

/** How good a service is by its two answers, of which one may be missing. */
class ServiceStandingTest {
    @ParameterizedTest
    @CsvSource({
        "Connected, 203.0.113.7, PUBLIC",
        "Connected, 10.0.0.2, PRIVATE",
        "Connected, 100.64.0.9, PRIVATE",
        "Up, 203.0.113.7, PUBLIC",
        "Connected, , NO_ADDRESS",
        "Disconnected, 203.0.113.7, UNSURE",
        "Disconnected, 10.0.0.2, DOUBTFUL",
        "Disconnected, , DISCONNECTED",
        ", 203.0.113.7, UNSURE",
        ", 10.0.0.2, PRIVATE",
        ", , SILENT"
    })
    void answers_decide(String word, String address, Standing standing) {
        Optional<InetAddress> external =
                Optional.ofNullable(address).map(text -> AddressLiteral.parse(text).orElseThrow());
        WanAnswers answers =
                new WanAnswers(
                        true,
                        Optional.ofNullable(word),
                        Optional.empty(),
                        true,
                        external,
                        "It refused.");

        ServiceStanding result = ServiceStanding.of(answers);

        assertEquals(standing, result.standing());
        assertEquals(external, result.externalAddress());
    }
}
