// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.monitoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.igd.control.assessment.WanAnswers;
import org.postern.igd.control.internal.address.AddressLiteral;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** What events and answers make of a gateway's state. */
class ConnectionStateTest {
    private static final Optional<InetAddress> FOUND = AddressLiteral.parse("203.0.113.7");

    private static final InetAddress ROUTER = AddressLiteral.parse("192.168.178.1").orElseThrow();

    private final ConnectionState connection = new ConnectionState(ROUTER, FOUND);

    @Test
    void anotherAddress_isKnown() {
        connection.event(Map.of("ExternalIPAddress", "198.51.100.9"));

        assertEquals(AddressLiteral.parse("198.51.100.9"), address());
    }

    @Test
    void theSameAddressAgain_isNoChange() {
        connection.event(
                Map.of("ExternalIPAddress", "203.0.113.7", "ConnectionStatus", "Connected"));

        assertEquals(0, revision());
        assertEquals(FOUND, address());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "0.0.0.0", "300.1.2.3", "router.example", "(null)", "192.168.178.1"})
    void whatIsNoAddress_isNone(String text) {
        connection.event(Map.of("ExternalIPAddress", text));

        assertEquals(Optional.empty(), address());
    }

    /** Quirk A31: some say so while the connection works. */
    @Test
    void disconnectedAlone_changesNothing() {
        connection.event(Map.of("ConnectionStatus", "Disconnected"));

        assertEquals(FOUND, address());
        assertEquals(0, revision());
    }

    @Test
    void downAndUp_mappingsMayBeGone() {
        connection.event(Map.of("ConnectionStatus", "Connected"));
        connection.event(Map.of("ConnectionStatus", "Disconnected"));
        assertEquals(0, revision());
        connection.event(Map.of("ConnectionStatus", "Connected"));
        assertEquals(1, revision());
    }

    /** Quirk A31: Up is a word for Connected. */
    @Test
    void downAndUpInOtherWords_isTheSame() {
        connection.event(Map.of("ConnectionStatus", "Up"));
        connection.event(Map.of("ConnectionStatus", "PendingDisconnect"));
        connection.event(Map.of("ConnectionStatus", "Up"));

        assertEquals(1, revision());
    }

    @Test
    void alwaysDisconnected_isNoRestart() {
        for (int i = 0; i < 5; i++) {
            connection.event(Map.of("ConnectionStatus", "Disconnected"));
        }
        connection.event(Map.of("ConnectionStatus", "Connected"));

        assertEquals(0, revision());
    }

    @Test
    void addressGoneAndBack_mappingsMayBeGone() {
        connection.event(Map.of("ExternalIPAddress", "0.0.0.0"));
        connection.event(Map.of("ExternalIPAddress", "203.0.113.7"));

        assertEquals(1, revision());
    }

    @Test
    void anotherAddress_mappingsMayBeGone() {
        connection.event(Map.of("ExternalIPAddress", "198.51.100.9"));

        assertEquals(1, revision());
    }

    /** Quirk A56: events and answers differ each time. */
    @Test
    void octetsInReverseOrder_areNoChange() {
        for (int i = 0; i < 3; i++) {
            connection.event(Map.of("ExternalIPAddress", "7.113.0.203"));
            connection.found(FOUND.orElseThrow());
        }

        assertEquals(FOUND, address());
        assertEquals(0, revision());
        assertFalse(connection.isDoubtful());
        connection.event(Map.of("ExternalIPAddress", "9.100.51.198"));
        assertEquals(FOUND, address());
        assertTrue(connection.isDoubtful(), "it is asked");
        connection.event(Map.of("ExternalIPAddress", "0.0.0.0"));
        assertEquals(Optional.empty(), address());
        assertEquals(AddressLiteral.parse("7.113.0.203"), connection.reversedAddress());
    }

    @Test
    void theFirstAddress_isNoRestart() {
        ConnectionState late = new ConnectionState(ROUTER, Optional.empty());
        late.event(Map.of("ExternalIPAddress", "198.51.100.9"));

        assertEquals(0, late.state().revision());
    }

    @Test
    void fewerMappings_mappingsAreGone() {
        connection.event(Map.of("PortMappingNumberOfEntries", "3"));
        connection.event(Map.of("PortMappingNumberOfEntries", "5"));
        assertEquals(0, revision());
        connection.event(Map.of("PortMappingNumberOfEntries", "4"));
        assertEquals(1, revision());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "many", "99999999999999999999"})
    void aNumberThatIsNone_isIgnored(String text) {
        connection.event(Map.of("PortMappingNumberOfEntries", "3"));
        connection.event(Map.of("PortMappingNumberOfEntries", text));

        assertEquals(0, revision());
    }

    @Test
    void anUptimeThatBeganAnew_isARestart() {
        answer(Duration.ofDays(3), Duration.ZERO);

        assertTrue(answer(Duration.ofSeconds(40), Duration.ofMinutes(5)));
        assertEquals(1, revision());
    }

    /** Quirk A32 and its like: it fell, and is older than the last answer. */
    @Test
    void anUptimeThatJumpsAbout_isNoRestart() {
        answer(Duration.ofDays(3), Duration.ZERO);

        assertFalse(answer(Duration.ofDays(1), Duration.ofMinutes(5)));
        assertFalse(answer(Duration.ofDays(9), Duration.ofMinutes(5)));
        assertEquals(0, revision());
    }

    @Test
    void anUptimeThatStandsStill_isNoRestart() {
        answer(Duration.ZERO, Duration.ZERO);

        assertFalse(answer(Duration.ZERO, Duration.ofMinutes(5)));
        assertEquals(0, revision());
    }

    @Test
    void anAnswerWithoutAnAddress_changesNone() {
        connection.answer(
                new WanAnswers(
                        true,
                        Optional.of("Connected"),
                        Optional.empty(),
                        false,
                        Optional.empty(),
                        ""),
                Duration.ZERO);

        assertEquals(FOUND, address());
    }

    /** A router may lie in its answers alone. */
    @Test
    void answersAndEventsThatDisagree_areNoRestart() {
        for (int i = 0; i < 5; i++) {
            connection.event(Map.of("ConnectionStatus", "Disconnected"));
            answer(Duration.ofHours(i + 1), Duration.ofMinutes(5));
        }

        assertEquals(0, revision());
    }

    private boolean answer(Duration uptime, Duration elapsed) {
        return connection.answer(
                new WanAnswers(
                        true, Optional.of("Connected"), Optional.of(uptime), true, address(), ""),
                elapsed);
    }

    private Optional<InetAddress> address() {
        return connection.state().externalAddress();
    }

    private long revision() {
        return connection.state().revision();
    }
}
