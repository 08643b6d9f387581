// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.Protocol;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

class PortConfigurationReaderTest {

    @Test
    void onlyThePort_hasTheDefaults() {
        assertEquals(
                Optional.of(
                        new MappingRequest(
                                Set.of(Protocol.UDP), 25565, 0, "", Duration.ofHours(1), false)),
                new PortConfigurationReader(Map.of("externalPort", "25565")).request());
    }

    @Test
    void textAndNumbersMeanTheSame() {
        MappingRequest asked =
                new MappingRequest(Set.of(Protocol.TCP), 65535, 1, "a b", Duration.ZERO, true);

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
        "client, fd77::11, cannot be used, use an IPv4 address such as 192.168.1.9"
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
        MappingRequest asked =
                new MappingRequest(Set.of(Protocol.TCP), 80, 8080, "web", Duration.ofDays(7), true)
                        .controlProtocol("upnp");
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
        MappingRequest asked = MappingRequest.udp(80).client(InetAddress.getByName("192.168.1.9"));
        Map<String, Object> values = Map.of("externalPort", 80, "client", " 192.168.1.9 ");
        assertEquals(Optional.of(asked), new PortConfigurationReader(values).request());

        Dictionary<String, Object> written =
                PortConfigurationReader.written(asked, new Hashtable<>());
        assertEquals("192.168.1.9", written.get("client"));
        assertNull(PortConfigurationReader.written(MappingRequest.udp(80), written).get("client"));
    }

    @Test
    void bothProtocolsAreOneRequest_andWrittenAsOne() {
        Map<String, Object> values = Map.of("protocol", "both", "externalPort", 80);

        MappingRequest asked = new PortConfigurationReader(values).request().orElseThrow();
        assertEquals(MappingRequest.tcpAndUdp(80), asked);
        assertEquals(
                "BOTH", PortConfigurationReader.written(asked, new Hashtable<>()).get("protocol"));
    }
}
