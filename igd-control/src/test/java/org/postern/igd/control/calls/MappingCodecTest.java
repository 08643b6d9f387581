// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.calls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.Protocol;
import org.postern.igd.control.internal.address.AddressLiteral;
import org.postern.igd.control.soap.Action;
import org.postern.igd.control.soap.Reply;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

class MappingCodecTest {
    private static final InetAddress CLIENT = AddressLiteral.parse("192.168.1.5").orElseThrow();

    @Test
    void add_sendsEightArgumentsInTheStandardsOrder() {
        MappingRequest request =
                new MappingRequest(
                        Set.of(Protocol.TCP), 8080, 80, "web", Duration.ofHours(1), false);

        assertEquals(
                "AddPortMapping {NewRemoteHost=, NewExternalPort=8081, NewProtocol=TCP,"
                        + " NewInternalPort=80, NewInternalClient=192.168.1.5, NewEnabled=1,"
                        + " NewPortMappingDescription=web, NewLeaseDuration=3600}",
                words(MappingCodec.add(Attempt.of(request).at(8081), CLIENT)));
    }

    @Test
    void add_withoutAnInternalPort_usesTheOneThatWasAskedFor() {
        MappingRequest request =
                new MappingRequest(Set.of(Protocol.UDP), 4000, 0, "", Duration.ZERO, true);

        assertEquals(
                "4000",
                MappingCodec.add(Attempt.of(request).at(4001), CLIENT)
                        .arguments()
                        .get("NewInternalPort"));
        assertEquals(
                "0",
                MappingCodec.add(Attempt.of(request).at(4001), CLIENT)
                        .arguments()
                        .get("NewLeaseDuration"));
    }

    @Test
    void questions_nameTheEntry() {
        String key = " {NewRemoteHost=, NewExternalPort=53, NewProtocol=UDP}";

        assertEquals("DeletePortMapping" + key, words(MappingCodec.delete(Protocol.UDP, 53, "")));
        assertEquals(
                "GetSpecificPortMappingEntry" + key,
                words(MappingCodec.specific(Protocol.UDP, 53, "")));
        assertEquals(
                "GetGenericPortMappingEntry {NewPortMappingIndex=7}",
                words(MappingCodec.generic(7)));
    }

    @Test
    void genericEntry_isReadWhole() {
        Reply.Done done =
                done(
                        "NewRemoteHost", "198.51.100.7",
                        "NewExternalPort", "8080",
                        "NewProtocol", "tcp",
                        "NewInternalPort", "80",
                        "NewInternalClient", "192.168.1.5",
                        "NewEnabled", "1",
                        "NewPortMappingDescription", "web\u001b[31m",
                        "NewLeaseDuration", "3599");

        assertEquals(
                Optional.of(
                        new PortMapping(
                                Protocol.TCP,
                                8080,
                                CLIENT,
                                80,
                                "web[31m",
                                true,
                                Duration.ofSeconds(3599),
                                "198.51.100.7")),
                MappingCodec.genericEntry(done));
    }

    @Test
    void specificEntry_takesItsKeyFromTheQuestion() {
        PortMapping entry =
                MappingCodec.specificEntry(
                                Protocol.UDP,
                                53,
                                "*",
                                done("NewInternalPort", "5353", "NewInternalClient", "192.168.1.5"))
                        .orElseThrow();

        assertEquals(
                new PortMapping(
                        Protocol.UDP, 53, CLIENT, 5353, "", true, Duration.ZERO, "*", false),
                entry);
    }

    /** Quirk A47. */
    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "4294967295", "2147483647", "99999999999999", "1 h", "never"})
    void leaseThatIsNone_isNotKnown(String lease) {
        PortMapping entry =
                MappingCodec.specificEntry(Protocol.TCP, 80, "", done("NewLeaseDuration", lease))
                        .orElseThrow();

        assertFalse(entry.leaseKnown());
        assertEquals(Duration.ZERO, entry.lease());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "SCTP", "TCP or UDP", "6"})
    void entryOfNoProtocol_isNone(String protocol) {
        assertEquals(
                Optional.empty(),
                MappingCodec.genericEntry(done("NewProtocol", protocol, "NewExternalPort", "1")));
    }

    @Test
    void entryWithoutAPort_isNone() {
        assertEquals(Optional.empty(), MappingCodec.genericEntry(done("NewProtocol", "TCP")));
    }

    @ParameterizedTest
    @CsvSource({
        "80, 80",
        "65535, 65535",
        "0, 0",
        "65536, 0",
        "-1, 0",
        "'', 0",
        "http, 0",
        "8080.0, 0",
        "99999999999999999999, 0"
    })
    void port_isZeroWhereItIsNone(String text, int port) {
        PortMapping entry = specific("NewInternalPort", text);

        assertEquals(port, entry.internalPort());
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "604800, 604800", "4294967295, 0", "-5, 0", "'1 day', 0", "'', 0"})
    void lease_isZeroWhereItIsNone(String text, long seconds) {
        PortMapping entry = specific("NewLeaseDuration", text);

        assertEquals(Duration.ofSeconds(seconds), entry.lease());
    }

    @ParameterizedTest
    @CsvSource({
        "1, true",
        "0, false",
        "true, true",
        "False, false",
        "yes, true",
        "no, false",
        "'', true"
    })
    void enabled_isReadInEverySpelling(String text, boolean enabled) {
        PortMapping entry = specific("NewEnabled", text);

        assertEquals(enabled, entry.enabled());
    }

    @ParameterizedTest
    @CsvSource({"192.168.1.5, 192.168.1.5", "pc.lan, 0.0.0.0", "'', 0.0.0.0", "999.1.1.1, 0.0.0.0"})
    void client_isNeverLookedUp(String text, String address) {
        PortMapping entry = specific("NewInternalClient", text);

        assertEquals(address, entry.internalClient().getHostAddress());
    }

    /** Quirk A54. */
    @ParameterizedTest
    @CsvSource({
        "NewProtocol, TCP, true",
        "NewProtocol, tcp, true",
        "NewProtocol, '', true",
        "NewProtocol, 6, true",
        "NewProtocol, TCP/UDP, true",
        "NewProtocol, BOTH, true",
        "NewProtocol, UDP, false",
        "NewProtocol, 17, false",
        "NewExternalPort, 80, true",
        "NewExternalPort, '', true",
        "NewExternalPort, 81, false",
        "NewRemoteHost, '', true",
        "NewRemoteHost, *, true",
        "NewRemoteHost, 0.0.0.0, true",
        "NewRemoteHost, 0.0.0.0/0, true",
        "NewRemoteHost, ::, true",
        "NewRemoteHost, (null), true",
        "NewRemoteHost, 203.0.113.9, false"
    })
    void specificEntry_thatTellsOfAnother_isNone(String name, String value, boolean there) {
        Reply.Done done = done("NewInternalPort", "80", name, value);
        assertEquals(there, MappingCodec.specificEntry(Protocol.TCP, 80, "", done).isPresent());
    }

    private static PortMapping specific(String name, String text) {
        return MappingCodec.specificEntry(Protocol.TCP, 1, "", done(name, text)).orElseThrow();
    }

    private static String words(Action action) {
        return action.name() + " " + action.arguments();
    }

    private static Reply.Done done(String... namesAndValues) {
        Map<String, String> arguments = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            arguments.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return new Reply.Done(arguments);
    }
}
