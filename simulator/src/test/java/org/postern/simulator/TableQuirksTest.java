// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postern.testkit.ManualClock;

import java.io.IOException;
import java.time.Duration;

/** What the table holds and shows of mappings that were confirmed. */
class TableQuirksTest {
    private static final String CALLER = "127.0.0.1";
    private static final String LOOK_UP = "GetSpecificPortMappingEntry";

    private final ManualClock clock = new ManualClock();

    @ParameterizedTest
    @CsvSource({"lease-vanishes, 3600, 0", "permanent-vanishes, 0, 3600"})
    void leaseThatVanishes_isConfirmedAllTheSame(String profile, long lost, long held)
            throws Exception {
        try (SimulatedRouter router = start(profile)) {
            SoapClient calls = connection(router);
            assertEquals(200, calls.add("UDP", 50_000, CALLER, 7000, lost).status());
            assertTrue(router.mappings().isEmpty());
            assertEquals(200, calls.add("UDP", 50_000, CALLER, 7000, held).status());
            assertEquals(1, router.mappings().size());
        }
    }

    @Test
    void leaseThatVanishesLate_isHeldFor3s() throws Exception {
        try (SimulatedRouter router = start("lease-vanishes-late")) {
            connection(router).add("UDP", 50_000, CALLER, 7000, 3600);
            connection(router).add("UDP", 50_001, CALLER, 7001, 0);
            assertEquals(2, router.mappings().size());
            clock.advance(Duration.ofSeconds(3));
            assertEquals(50_001, router.mappings().get(0).externalPort());
            assertEquals(1, router.mappings().size());
        }
    }

    @Test
    void mappingThatNobodyUses_isHeldFor10Minutes_fromEachTimeItIsAdded() throws Exception {
        try (SimulatedRouter router = start("unused-vanishes")) {
            connection(router).add("UDP", 50_000, CALLER, 7000, 3600);
            clock.advance(Duration.ofMinutes(6));
            connection(router).add("UDP", 50_000, CALLER, 7000, 3600);
            clock.advance(Duration.ofMinutes(6));
            assertEquals(1, router.mappings().size());
            clock.advance(Duration.ofMinutes(4));
            assertTrue(router.mappings().isEmpty());
        }
    }

    @Test
    void fullSilent_confirmsWhatHasNoRoom() throws Exception {
        try (SimulatedRouter router = start("full-silent")) {
            for (int port = 50_000; port < 50_012; port++) {
                assertEquals(200, connection(router).add("UDP", port, CALLER, 7000, 0).status());
            }
            assertEquals(10, router.mappings().size());
        }
    }

    @Test
    void tableLags_showsAMappingLater() throws Exception {
        try (SimulatedRouter router = start("table-lags")) {
            SoapClient calls = connection(router);
            assertEquals(200, calls.add("UDP", 50_000, CALLER, 7000, 0).status());
            assertEquals(1, router.mappings().size());
            assertEquals(714, look(calls).code());
            assertEquals(
                    713,
                    calls.call("GetGenericPortMappingEntry", "NewPortMappingIndex", "0").code());
            clock.advance(Duration.ofSeconds(2));
            assertEquals(200, look(calls).status());
            assertEquals(
                    200,
                    calls.call("GetGenericPortMappingEntry", "NewPortMappingIndex", "0").status());
        }
    }

    @Test
    void deleteLags_showsWhatIsGone_andRefusesItsPort() throws Exception {
        try (SimulatedRouter router = start("delete-lags")) {
            SoapClient calls = connection(router);
            calls.add("UDP", 50_000, CALLER, 7000, 0);
            assertEquals(200, calls.delete("UDP", 50_000).status());
            assertTrue(router.mappings().isEmpty());
            assertEquals(200, look(calls).status());
            assertEquals(718, calls.add("UDP", 50_000, CALLER, 7000, 0).code());
            clock.advance(Duration.ofSeconds(2));
            assertEquals(714, look(calls).code());
            assertEquals(200, calls.add("UDP", 50_000, CALLER, 7000, 0).status());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "specific-402, 402, 402, 402",
        "specific-untold-protocol, 200, 714, 714",
        "specific-any-port, 714, 200, 714",
        "specific-any-host, 714, 714, 200",
    })
    void lookUp_findsWhatWasNotAskedFor(String profile, int protocol, int port, int remoteHost)
            throws Exception {
        try (SimulatedRouter router = start(profile)) {
            SoapClient calls = connection(router);
            calls.add("UDP", 50_000, CALLER, 7000, 0);
            assertEquals(200, look(calls).status());
            assertEquals(protocol, outcome(calls.keyed(LOOK_UP, "TCP", 50_000)));
            assertEquals(port, outcome(calls.keyed(LOOK_UP, "UDP", 50_001)));
            assertEquals(
                    remoteHost,
                    outcome(
                            calls.call(
                                    LOOK_UP,
                                    "NewRemoteHost",
                                    "192.0.2.1",
                                    "NewExternalPort",
                                    "50000",
                                    "NewProtocol",
                                    "UDP")));
        }
    }

    @Test
    void ownPortHijacked_answersNoMore() throws Exception {
        try (SimulatedRouter router = start("own-port-hijacked")) {
            SoapClient calls = connection(router);
            int own = router.descriptionUrl().getPort();
            assertEquals(200, calls.add("UDP", own, CALLER, 7000, 0).status());
            assertEquals(200, calls.add("TCP", own, CALLER, 7000, 0).status());
            assertThrows(IOException.class, () -> look(calls));
        }
    }

    private static int outcome(SoapClient.Answer answer) {
        return answer.status() == 200 ? 200 : answer.code();
    }

    private static SoapClient.Answer look(SoapClient calls) throws Exception {
        return calls.keyed(LOOK_UP, "UDP", 50_000);
    }

    private SimulatedRouter start(String profile) throws Exception {
        return SimulatedRouter.start(
                TestNet.quiet().withQuirks(Quirk.named(profile).orElseThrow()), clock, line -> {});
    }

    private static SoapClient connection(SimulatedRouter router) {
        return SoapClient.connection(router, 1);
    }
}
