package org.postern.igd.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.igd.control.net.AddressLiteral;

import java.net.InetAddress;
import java.util.Map;
import java.util.Optional;

/** What events make of the address that a search found. */
class WanAddressTest {
    private static final Optional<InetAddress> FOUND = AddressLiteral.parse("203.0.113.7");

    private final WanAddress address = new WanAddress(FOUND);

    @Test
    void anotherAddress_isKnown() {
        assertTrue(address.change(Map.of("ExternalIPAddress", "198.51.100.9")));

        assertEquals(AddressLiteral.parse("198.51.100.9"), address.known());
    }

    @Test
    void theSameAddressAgain_isNoChange() {
        assertFalse(
                address.change(
                        Map.of(
                                "ExternalIPAddress", "203.0.113.7",
                                "ConnectionStatus", "Connected")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0.0.0.0", "300.1.2.3", "router.example", "(null)"})
    void whatIsNoAddress_isNone(String text) {
        assertTrue(address.change(Map.of("ExternalIPAddress", text)));

        assertEquals(Optional.empty(), address.known());
    }

    /** Quirk A31: some say so while the connection works. */
    @Test
    void disconnectedAlone_changesNothing() {
        assertFalse(address.change(Map.of("ConnectionStatus", "Disconnected")));

        assertEquals(FOUND, address.known());
    }

    @Test
    void otherVariables_changeNothing() {
        assertFalse(address.change(Map.of("PortMappingNumberOfEntries", "3")));

        assertEquals(FOUND, address.known());
    }
}
