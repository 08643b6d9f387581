// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.configuration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.Protocol;
import org.postern.api.keeper.AddressFamily;
import org.postern.api.keeper.KeepRequest;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

class PortConfigurationReaderTest {

    @Test
    void onlyThePort_hasTheDefaults() {
        assertEquals(
                Optional.of(
                        KeepRequest.of(
                                new MappingRequest(
                                        Set.of(Protocol.UDP),
                                        25565,
                                        0,
                                        "",
                                        Duration.ofHours(1),
                                        false))),
                new PortConfigurationReader(Map.of("externalPort", "25565")).request());
    }

    @Test
    void textAndNumbersMeanTheSame() {
        KeepRequest asked =
                KeepRequest.of(
                        new MappingRequest(
                                Set.of(Protocol.TCP), 65535, 1, "a b", Duration.ZERO, true));

        assertEquals(
                Optional.of(asked),
                new PortConfigurationReader(
                                Map.of(
                                        "protocol", " tcp ",
                                        "externalPort", " 65535 ",
                                        "internalPort", "1",
                                        "description", " a b ",
                                        "leaseSeconds", "0",
                                        "anyPort", "TRUE"))
                        .request());
        assertEquals(
                Optional.of(asked),
                new PortConfigurationReader(
                                Map.of(
                                        "protocol",
                                        "TCP",
                                        "externalPort",
                                        65535,
                                        "internalPort",
                                        1L,
                                        "description",
                                        "a b",
                                        "leaseSeconds",
                                        0,
                                        "anyPort",
                                        true))
                        .request());
    }

    @ParameterizedTest
    @CsvSource({
        "externalPort, abc, is no whole number, 1 to 65535",
        "externalPort, '', is missing, 1 to 65535",
        "externalPort, 0, is out of range, 1 to 65535",
        "externalPort, 65536, is out of range, 1 to 65535",
        "externalPort, 4294967297, is out of range, 1 to 65535",
        "externalPort, 99999999999999999999, is no whole number, 1 to 65535",
        "internalPort, -1, is out of range, 0 to 65535",
        "leaseSeconds, 604801, is out of range, 0 to 604800",
        "leaseSeconds, 1h, is no whole number, 0 to 604800",
        "protocol, SCTP, is unknown, '[TCP, UDP, BOTH]'",
        "anyPort, maybe, is neither, true or false",
        "client, nas.local, cannot be used, use an IPv4 address such as 192.168.1.9",
        "client, 192.168.1.300, cannot be used, use an IPv4 address such as 192.168.1.9",
        "client, fd77::11, cannot be used, use an IPv4 address such as 192.168.1.9",
        "family, IPX, is unknown, '[IPV4, IPV6, BOTH]'",
        "ipv6Address, 192.168.1.9, cannot be used, use an IPv6 address such as 2001:db8::5"
    })
    void aFault_namesItsKeyAndTheRange_andNothingIsAskedFor(
            String key, String value, String wrong, String right) {
        Map<String, Object> values = new HashMap<>(Map.of("externalPort", "80"));
        values.put(key, value);
        PortConfigurationReader reader = new PortConfigurationReader(values);

        assertEquals(Optional.empty(), reader.request());
        String faults = reader.faults().orElseThrow();
        assertTrue(faults.startsWith("'" + key + "' " + wrong), faults);
        assertTrue(faults.endsWith(right), faults);
    }

    @Test
    void whatIsShownOfABadValue_isShortAndPrintable() {
        PortConfigurationReader reader =
                new PortConfigurationReader(
                        Map.of("externalPort", "\u001b[31m\n" + "x".repeat(1000)));

        assertEquals(Optional.empty(), reader.request());
        String faults = reader.faults().orElseThrow();
        assertTrue(faults.length() < 120, faults);
        assertTrue(faults.chars().noneMatch(Character::isISOControl), faults);
    }

    @Test
    void whatIsWritten_isReadAsItWas_andKeepsWhatElseWasThere() {
        KeepRequest asked =
                KeepRequest.of(
                        new MappingRequest(
                                        Set.of(Protocol.TCP),
                                        80,
                                        8080,
                                        "web",
                                        Duration.ofDays(7),
                                        true)
                                .controlProtocol("upnp"));
        Dictionary<String, Object> before =
                new Hashtable<>(Map.of("externalPort", "80", "file", "web.cfg"));

        Dictionary<String, Object> written = PortConfigurationReader.written(asked, before);

        Map<String, Object> values = new HashMap<>();
        written.keys().asIterator().forEachRemaining(key -> values.put(key, written.get(key)));
        assertEquals(Optional.of(asked), new PortConfigurationReader(values).request());
        assertEquals("web.cfg", values.get("file"));
    }

    @Test
    void theClientIsReadAndWritten_andItsAbsenceToo() throws Exception {
        KeepRequest asked =
                KeepRequest.of(MappingRequest.udp(80).client(InetAddress.getByName("192.168.1.9")));
        Map<String, Object> values = Map.of("externalPort", 80, "client", " 192.168.1.9 ");
        assertEquals(Optional.of(asked), new PortConfigurationReader(values).request());

        Dictionary<String, Object> written =
                PortConfigurationReader.written(asked, new Hashtable<>());
        assertEquals("192.168.1.9", written.get("client"));
        KeepRequest here = KeepRequest.of(MappingRequest.udp(80));
        assertNull(PortConfigurationReader.written(here, written).get("client"));
    }

    @ParameterizedTest
    @CsvSource({"IPV4, IPV4", "IPV6, IPV6", "ipv6, IPV6", "BOTH, 'IPV4,IPV6'", "Both, 'IPV4,IPV6'"})
    void theFamilyIsReadAndWritten(String text, String families) {
        Map<String, Object> values = Map.of("externalPort", 80, "family", text);
        KeepRequest asked = new PortConfigurationReader(values).request().orElseThrow();
        assertEquals(
                Arrays.stream(families.split(","))
                        .map(AddressFamily::valueOf)
                        .collect(Collectors.toSet()),
                asked.families());

        Dictionary<String, Object> written =
                PortConfigurationReader.written(asked, new Hashtable<>());
        // As configurations had it before there was a choice.
        assertEquals(
                text.equals("IPV4") ? null : text.toUpperCase(Locale.ROOT), written.get("family"));
        assertNull(written.get("ipv6Address"));
    }

    @Test
    void theAddressOverIpv6IsReadAndWritten_andItsAbsenceToo() throws Exception {
        Map<String, Object> values =
                Map.of("externalPort", 80, "family", "IPV6", "ipv6Address", " 2001:DB8:0::5 ");
        KeepRequest asked = new PortConfigurationReader(values).request().orElseThrow();
        assertEquals(
                Optional.of(InetAddress.getByName("2001:db8::5")),
                asked.ipv6Address().map(InetAddress.class::cast));

        Dictionary<String, Object> written =
                PortConfigurationReader.written(asked, new Hashtable<>());
        assertEquals("2001:db8::5", written.get("ipv6Address"));
        KeepRequest any = KeepRequest.of(MappingRequest.udp(80));
        assertNull(PortConfigurationReader.written(any, written).get("ipv6Address"));
        assertNull(PortConfigurationReader.written(any, written).get("family"));
    }

    @Test
    void bothProtocolsAreOneRequest_andWrittenAsOne() {
        Map<String, Object> values = Map.of("protocol", "both", "externalPort", 80);

        KeepRequest asked = new PortConfigurationReader(values).request().orElseThrow();
        assertEquals(MappingRequest.tcpAndUdp(80), asked.mapping());
        assertEquals(
                "BOTH", PortConfigurationReader.written(asked, new Hashtable<>()).get("protocol"));
    }
}
