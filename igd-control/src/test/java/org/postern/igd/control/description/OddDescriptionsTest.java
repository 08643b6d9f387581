// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.description;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.api.upnp.DeviceDescription;
import org.postern.api.upnp.ServiceDescription;
import org.postern.igd.control.internal.address.AddressLiteral;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One gateway, written in all the ways that are wrong but readable. */
@Timeout(20)
class OddDescriptionsTest {
    private static final Charset UTF8 = StandardCharsets.UTF_8;
    private static final Charset LATIN1 = StandardCharsets.ISO_8859_1;
    private static final URI LOCATION = URI.create("http://192.168.1.1:5000/rootDesc.xml");
    private static final String GATEWAY =
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <root xmlns="urn:schemas-upnp-org:device-1-0">
            <specVersion><major>1</major><minor>0</minor></specVersion>
            <device>
            <deviceType>urn:schemas-upnp-org:device:InternetGatewayDevice:1</deviceType>
            <friendlyName>R\u00f6uter</friendlyName>
            <manufacturer>Maker</manufacturer>
            <modelName>Model</modelName>
            <UDN>uuid:1</UDN>
            <deviceList>
            <device>
            <deviceType>urn:schemas-upnp-org:device:WANDevice:1</deviceType>
            <UDN>uuid:2</UDN>
            <serviceList>
            <service>
            <serviceType>urn:schemas-upnp-org:service:WANCommonInterfaceConfig:1</serviceType>
            <serviceId>urn:upnp-org:serviceId:WANCommonIFC1</serviceId>
            <SCPDURL>/wcic.xml</SCPDURL>
            <controlURL>/ctl/CmnIfCfg</controlURL>
            <eventSubURL>/evt/CmnIfCfg</eventSubURL>
            </service>
            </serviceList>
            <deviceList>
            <device>
            <deviceType>urn:schemas-upnp-org:device:WANConnectionDevice:1</deviceType>
            <UDN>uuid:3</UDN>
            <serviceList>
            <service>
            <serviceType>urn:schemas-upnp-org:service:WANIPConnection:1</serviceType>
            <serviceId>urn:upnp-org:serviceId:WANIPConn1</serviceId>
            <SCPDURL>/wipc.xml</SCPDURL>
            <controlURL>/ctl/IPConn</controlURL>
            <eventSubURL>/evt/IPConn</eventSubURL>
            </service>
            </serviceList>
            </device>
            </deviceList>
            </device>
            </deviceList>
            </device>
            </root>
            """;

    static Stream<Arguments> writings() {
        return Stream.of(
                odd("as it should be", xml -> xml),
                odd("ISO-8859-1, declared", xml -> xml.replace("UTF-8", "ISO-8859-1"), LATIN1),
                odd("ISO-8859-1 declared as UTF-8", xml -> xml, LATIN1),
                odd("ISO-8859-1, undeclared", xml -> xml.substring(xml.indexOf("<root")), LATIN1),
                odd(
                        "windows-1252",
                        xml -> xml.replace("UTF-8", "windows-1252"),
                        Charset.forName("windows-1252")),
                odd("a byte order mark over another declaration", xml -> "\ufeff" + latin1(xml)),
                odd("UTF-16", xml -> "\ufeff" + xml, StandardCharsets.UTF_16LE),
                odd("UTF-16 unmarked", xml -> xml, StandardCharsets.UTF_16BE),
                odd("UTF-16 unmarked, later", xml -> "\r\n " + xml, StandardCharsets.UTF_16LE),
                odd("UTF-16 unmarked, later", xml -> "\r\n " + xml, StandardCharsets.UTF_16BE),
                odd("UTF-16 only declared", xml -> xml.replace("UTF-8", "UTF-16")),
                odd("no line breaks", xml -> xml.replace("\n", "")),
                odd("CR alone", xml -> xml.replace("\n", "\r")),
                odd("upper case tags", OddDescriptionsTest::shout),
                odd("a prefix on all", xml -> xml.replaceAll("<(/?)([a-zA-Z])", "<$1d:$2")),
                odd("a namespace for each", xml -> xml.replace("<device>", "<device xmlns='x'>")),
                odd("undeclared prefixes", xml -> xml.replace("<UDN>", "<x:Y z:a='1'/><UDN>")),
                odd("no namespace", xml -> xml.replaceAll(" xmlns=\"[^\"]*\"", "")),
                odd("attributes twice", xml -> xml.replace("<device>", "<device a='1' a='2'>")),
                odd("attributes unquoted", xml -> xml.replace("<device>", "<device a=1 b>")),
                odd("a > in an attribute", xml -> xml.replace("<device>", "<device a='>' b>")),
                odd("an open quote", xml -> xml.replace("<device>", "<device a='1>")),
                odd("HTML entities", xml -> xml.replace("Maker", "&nbsp;&copy; M &amp")),
                odd("a bare &", xml -> xml.replace("Maker", "R&D & Sons &#x;")),
                odd("a < in text", xml -> xml.replace("Maker", "a < b <> <1>")),
                odd("a stray tag", xml -> xml.replace("Maker", "get <info>")),
                odd("a stray end tag", xml -> xml.replace("Maker", "get </info></b>")),
                odd("comments", xml -> xml.replace("<UDN>", "<!-- a -- b --- c --><UDN>")),
                odd("broken comments", xml -> xml.replace("<UDN>", "<!- a -><UDN>")),
                odd("instructions", xml -> xml.replace("<UDN>", "<?php a ?><UDN>")),
                odd("CDATA", xml -> xml.replaceAll("<(\\w+)>([^<\\n]+)<", "<$1><![CDATA[$2]]><")),
                odd("two declarations", xml -> xml.replace("<root", "<?xml version='1.0'?><root")),
                odd("a declaration without end", xml -> xml.replace("\"?>", "\"")),
                odd("text before", xml -> "200 OK\r\n\r\n" + xml),
                odd("text after", xml -> xml + "</device> bye <b>\u0000\u0001"),
                odd("two documents", xml -> xml + xml),
                odd("no end of root", xml -> xml.replace("</root>", "")),
                odd("no end at all", xml -> xml.substring(0, xml.lastIndexOf("</deviceList>"))),
                odd("no end of names", xml -> xml.replace("</friendlyName>", "")),
                odd("no end of texts", xml -> xml.replaceAll("</(\\w*URL|\\w+Type|UDN)>", "")),
                odd("no end of services", xml -> xml.replace("</service>", "")),
                odd("no end of lists", xml -> xml.replace("</serviceList>", "")),
                odd("crossed ends", xml -> xml.replace("</service>\n</serviceList>", CROSSED)),
                odd("no root", xml -> xml.replaceAll("</?root[^>]*>|<specV.*\\n", "")),
                odd("another root", xml -> xml.replaceAll("(</?)root", "$1deviceDescription")),
                odd("no lists", xml -> xml.replaceAll("</?(service|device)List>\n", "")),
                odd("lists of lists", xml -> xml.replaceAll("(</?)deviceList>", "$1a>$1b>")),
                odd("padded", xml -> xml.replaceAll("<(\\w+)>([^<\\n]+)<", "<$1>\n\t$2 \r\n<")),
                odd("zeros at the end", xml -> xml + "\0\0\0"),
                odd("zeros in text", xml -> xml.replace("Maker", "M\0aker")),
                odd("empty URLBase", xml -> xml.replace("<device>", "<URLBase/><device>")),
                odd("https URLBase", xml -> base(xml, "https://192.168.1.1/")),
                odd("foreign URLBase", xml -> base(xml, "http://198.51.100.7:5000/")),
                odd("URLBase without scheme", xml -> base(xml, "192.168.1.1:5000")),
                odd("URLBase with a user", xml -> base(xml, "http://a@192.168.1.1:5000/")));
    }

    private static final String CROSSED = "</serviceList>\n</service>";

    @ParameterizedTest(name = "{0}")
    @MethodSource("writings")
    void gateway_isRead(String what, byte[] document) throws IOException {
        DeviceDescription root = read(document);
        assertEquals(
                "urn:schemas-upnp-org:device:InternetGatewayDevice:1", root.deviceType(), what);
        assertEquals("R\u00f6uter", root.friendlyName());
        assertEquals("uuid:1", root.udn());
        assertEquals(3, root.tree().count());
        assertEquals(2, root.allServices().count());
        ServiceDescription wan = WanServices.usable(root).get(0);
        assertEquals("urn:schemas-upnp-org:service:WANIPConnection:1", wan.serviceType());
        assertEquals("urn:upnp-org:serviceId:WANIPConn1", wan.serviceId());
        assertEquals(url("/ctl/IPConn"), wan.controlUrl());
        assertEquals(url("/evt/IPConn"), wan.eventSubUrl());
        assertEquals(url("/wipc.xml"), wan.scpdUrl());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status=ok",
                "{\"device\": 1}",
                "<html><body>Login</body></html>",
                "<!-- x --><html><body>Login</body></html>",
                "<?xml version=\"1.0\"?><scpd><actionList/></scpd>",
                "<!DOCTYPE root><root><device/></root>",
                "\u001f\u008b\b\0\0\0\0\0",
            })
    void hopelessDocument_isRefusedWithAReason(String document) {
        IOException refused = assertThrows(IOException.class, () -> read(document.getBytes(UTF8)));
        assertTrue(String.valueOf(refused.getMessage()).startsWith("the document "));
    }

    @ParameterizedTest
    @MethodSource("strayPlaces")
    void strayServicesAndDevices_belongToTheRoot(UnaryOperator<String> writing) throws IOException {
        DeviceDescription root = read(writing.apply(GATEWAY).getBytes(UTF8));
        assertEquals("uuid:1", root.udn());
        assertEquals(url("/ctl/IPConn"), WanServices.usable(root).get(0).controlUrl());
    }

    static List<UnaryOperator<String>> strayPlaces() {
        String service =
                GATEWAY.substring(
                        GATEWAY.lastIndexOf("<service>"), GATEWAY.lastIndexOf("</serviceList>"));
        String device = "<device><serviceList>" + service + "</serviceList></device>";
        return List.of(
                xml -> xml.replace(service, "").replace("</root>", service + "</root>"),
                xml -> xml.replace(service, "").replace("</root>", device + "</root>"),
                xml -> xml.replace(service, "").replace("</root>", "<x>" + device + "</x></root>"),
                xml -> xml.replace("device:WANDevice", "device:LANDevice"));
    }

    private static DeviceDescription read(byte[] document) throws IOException {
        Peer peer = Peer.of(LOCATION, AddressLiteral.parse("192.168.1.1").orElseThrow());
        return DescriptionReader.read(document, LOCATION, peer);
    }

    private static Optional<URI> url(String path) {
        return Optional.of(LOCATION.resolve(path));
    }

    private static Arguments odd(String what, UnaryOperator<String> writing) {
        return odd(what, writing, UTF8);
    }

    private static Arguments odd(String what, UnaryOperator<String> writing, Charset charset) {
        return Arguments.of(what, writing.apply(GATEWAY).getBytes(charset));
    }

    private static String latin1(String xml) {
        return xml.replace("UTF-8", "ISO-8859-1");
    }

    private static String base(String xml, String urlBase) {
        return xml.replace("</specVersion>", "</specVersion><URLBase>" + urlBase + "</URLBase>");
    }

    private static String shout(String xml) {
        return Pattern.compile("</?\\w+")
                .matcher(xml)
                .replaceAll(tag -> tag.group().toUpperCase(Locale.ROOT));
    }
}
