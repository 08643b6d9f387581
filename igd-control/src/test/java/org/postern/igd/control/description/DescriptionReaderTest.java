// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.description;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.api.upnp.DeviceDescription;
import org.postern.api.upnp.ServiceDescription;
import org.postern.igd.control.xml.XmlFormatException;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

class DescriptionReaderTest {
    private static final String WAN = "urn:schemas-upnp-org:service:WANIPConnection:1";

    @Test
    void device_hasItsNames() throws IOException {
        DeviceDescription device =
                Descriptions.read(
                        "<device><deviceType> urn:x:device:Y:1\n</deviceType>"
                                + "<friendlyName>Home &amp; \u001b[31mgarden\u202e</friendlyName>"
                                + "<manufacturer>Maker</manufacturer><modelName>M1</modelName>"
                                + "<UDN>uuid:1</UDN></device>");

        assertEquals("urn:x:device:Y:1", device.deviceType());
        assertEquals("Home &  [31mgarden", device.friendlyName());
        assertEquals("Maker", device.manufacturer());
        assertEquals("M1", device.modelName());
        assertEquals("uuid:1", device.udn());
    }

    @Test
    void device_withoutNames_hasEmptyOnes() throws IOException {
        assertEquals(
                new DeviceDescription("", "", "", "", "", List.of(), List.of()),
                Descriptions.read("<device/>"));
    }

    @Test
    void services_comeInDocumentOrder() throws IOException {
        DeviceDescription root =
                Descriptions.read(
                        Descriptions.device(
                                Descriptions.service("A", "/a") + Descriptions.service("B", "/b"),
                                Descriptions.device(
                                                Descriptions.service("C", "/c"),
                                                Descriptions.device(
                                                        Descriptions.service("D", "/d"), ""))
                                        + Descriptions.device(
                                                Descriptions.service("E", "/e"), "")));

        assertEquals(
                List.of("A", "B", "C", "D", "E"),
                root.allServices().map(ServiceDescription::serviceType).toList());
        assertEquals(4, root.tree().count());
    }

    @Test
    void service_hasItsUrls() throws IOException {
        ServiceDescription service =
                onlyService(
                        "<service><serviceType>T</serviceType><serviceId>I</serviceId>"
                                + "<SCPDURL>s.xml</SCPDURL><controlURL>/c?1</controlURL>"
                                + "<eventSubURL>http://192.168.1.1:80/e</eventSubURL></service>");

        assertEquals(
                new ServiceDescription(
                        "T",
                        "I",
                        url("http://192.168.1.1:5000/c?1"),
                        url("http://192.168.1.1:80/e"),
                        url("http://192.168.1.1:5000/desc/s.xml"),
                        Optional.empty()),
                service);
    }

    @ParameterizedTest
    @CsvSource({
        "'', http://192.168.1.1:5000/ctl",
        "' ', http://192.168.1.1:5000/ctl",
        "http://192.168.1.1:80, http://192.168.1.1:80/ctl",
        "http://192.168.1.1:5678/, http://192.168.1.1:5678/ctl",
        // Forged or forgotten: the location counts (quirks D13, D14).
        "http://198.51.100.7/, http://192.168.1.1:5000/ctl",
        "http://127.0.0.1:80/, http://192.168.1.1:5000/ctl",
        "http://192.168.1.1:0/, http://192.168.1.1:5000/ctl",
        "https://192.168.1.1/, http://192.168.1.1:5000/ctl",
        "file:///etc/, http://192.168.1.1:5000/ctl",
    })
    void urlBase_countsWhereTheDeviceMaySpeakForIt(String urlBase, String control)
            throws IOException {
        DeviceDescription root =
                Descriptions.read(
                        "<URLBase>"
                                + urlBase
                                + "</URLBase>"
                                + Descriptions.device(Descriptions.service("T", "/ctl"), ""));

        assertEquals(url(control), root.services().get(0).controlUrl());
    }

    /** In order: as the standard says, by the location (quirk D13), at the device (D47), from the root (D19). */
    @ParameterizedTest
    @CsvSource({
        "'', /ctl, :5000/ctl",
        "'', http://192.168.1.1:80/ctl, :80/ctl",
        "http://192.168.1.1:5000, /ctl, :5000/ctl",
        "http://192.168.1.1:80, /ctl, :80/ctl :5000/ctl",
        "http://198.51.100.7/, /ctl, :5000/ctl /ctl",
        "http://192.168.254.1:80/, ctl, :5000/desc/ctl :80/ctl :5000/ctl",
        "'', ctl, :5000/desc/ctl :5000/ctl",
        "'', ?ctl, :5000/desc/root.xml?ctl :5000/?ctl",
        "http://192.168.1.1:80/x/, ctl, :80/x/ctl :5000/desc/ctl :80/ctl :5000/ctl",
    })
    void readings_areAllThatMayBeMeant(String urlBase, String control, String read)
            throws IOException {
        List<DeviceDescription> readings =
                Descriptions.readings(
                        "<URLBase>"
                                + urlBase
                                + "</URLBase>"
                                + Descriptions.device(Descriptions.service(WAN, control), ""));

        assertEquals(
                read,
                readings.stream()
                        .map(each -> each.services().get(0).controlUrl().orElseThrow())
                        .map(url -> url.toString().replace("http://192.168.1.1", ""))
                        .collect(Collectors.joining(" ")));
    }

    @Test
    void readings_differOnlyWhereAGatewayIsMeant() throws IOException {
        String other = Descriptions.device(Descriptions.service("T", "ctl"), "");

        assertEquals(1, Descriptions.readings(other).size());
    }

    @ParameterizedTest
    @CsvSource({
        "https://192.168.1.1/ctl, it is not an http:// URL",
        "http://192.168.1.1:0/ctl, it names port 0",
        "http://a:b@192.168.1.1/ctl, it holds a user name",
    })
    void controlUrlOfAnotherKind_isRefusedWithAReason(String control, String reason)
            throws IOException {
        ServiceDescription service = onlyService(Descriptions.service("T", control));

        assertEquals(Optional.empty(), service.controlUrl());
        assertEquals(
                Optional.of("The control URL " + control + " is refused: " + reason + "."),
                service.refused());
    }

    @ParameterizedTest
    @ValueSource(strings = {"198.51.100.7", "127.0.0.1", "169.254.1.1", "router.lan"})
    void controlUrlOfAnotherHost_isThatOfTheDevice(String host) throws IOException {
        String control = "http://" + host + ":49152/ctl";
        ServiceDescription service = onlyService(Descriptions.service("T", control));

        assertEquals(url("http://192.168.1.1:49152/ctl"), service.controlUrl());
        assertEquals(
                Optional.of(
                        "The control URL "
                                + control
                                + " leads to another host, "
                                + host
                                + ": http://192.168.1.1:49152/ctl is asked instead."),
                service.refused());
    }

    @Test
    void eventAndDescriptionUrlsOfAnother_areToldToo() throws IOException {
        ServiceDescription service =
                onlyService(
                        "<service><serviceType>T</serviceType><controlURL>/c</controlURL>"
                                + "<SCPDURL>http://198.51.100.7/s</SCPDURL>"
                                + "<eventSubURL>https://192.168.1.1/e</eventSubURL></service>");

        assertEquals(url("http://192.168.1.1:5000/c"), service.controlUrl());
        assertEquals(url("http://192.168.1.1/s"), service.scpdUrl());
        assertEquals(Optional.empty(), service.eventSubUrl());
        assertEquals(
                Optional.of(
                        "The event URL https://192.168.1.1/e is refused: it is not an http:// URL."
                                + " The SCPD URL http://198.51.100.7/s leads to another host,"
                                + " 198.51.100.7: http://192.168.1.1/s is asked instead."),
                service.refused());
    }

    @Test
    void serviceWithoutAType_isNone() throws IOException {
        assertEquals(
                List.of(),
                Descriptions.read(Descriptions.device("<service/><garbage/>", "")).services());
    }

    @Test
    void tenThousandServices_areBounded() throws IOException {
        String many = Descriptions.service("T", "/c").repeat(5_000);

        assertEquals(
                64,
                Descriptions.read(Descriptions.device("", Descriptions.device(many, "")))
                        .allServices()
                        .count());
        // Ten thousand have more elements than any description.
        assertThrows(
                XmlFormatException.class,
                () -> Descriptions.read(Descriptions.device(many + many, "")));
    }

    @Test
    void wanServices_areKeptBehindAFloodOfOthers() throws IOException {
        String others = Descriptions.service("T", "/c").repeat(1000);
        String wan = Descriptions.service(WAN, "/wan");
        List<ServiceDescription> kept =
                Descriptions.read(
                                Descriptions.device(
                                        others, Descriptions.device(wan + others + wan, "")))
                        .allServices()
                        .toList();

        assertEquals(66, kept.size());
        assertEquals(List.of(WAN, WAN), kept.stream().skip(64).map(s -> s.serviceType()).toList());
    }

    @Test
    void wanServices_areBoundedToo() throws IOException {
        String flood = Descriptions.service(WAN, "/wan").repeat(1000);
        String last = Descriptions.service("T", "/c");

        assertEquals(
                65, Descriptions.read(Descriptions.device(flood + last, "")).allServices().count());
    }

    @Test
    void documentOfAnotherKind_isNamed() {
        NoDeviceException none =
                assertThrows(NoDeviceException.class, () -> Descriptions.read("<scpd/>"));

        assertEquals("the document describes no device, its root is <root>", none.getMessage());
    }

    private static ServiceDescription onlyService(String service) throws IOException {
        return Descriptions.read(Descriptions.device(service, "")).services().get(0);
    }

    private static Optional<URI> url(String url) {
        return Optional.of(URI.create(url));
    }
}
