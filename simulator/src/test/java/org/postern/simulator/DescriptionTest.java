// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

import java.io.StringReader;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import javax.xml.parsers.DocumentBuilderFactory;

class DescriptionTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void description_showsTheGatewayTreeOfTheVersion(int version) throws Exception {
        try (SimulatedRouter router =
                SimulatedRouter.start(
                        TestNet.quiet().withIgdVersion(version).withFriendlyName("A & <B>"))) {
            Document root = read(router.descriptionUrl());
            String device = "urn:schemas-upnp-org:device:";
            assertEquals(
                    List.of(
                            device + "InternetGatewayDevice:" + version,
                            device + "WANDevice:" + version,
                            device + "WANConnectionDevice:" + version),
                    texts(root, "deviceType"));
            assertEquals(
                    List.of(
                            "urn:schemas-upnp-org:service:WANCommonInterfaceConfig:1",
                            "urn:schemas-upnp-org:service:WANIPConnection:" + version),
                    texts(root, "serviceType"));
            assertEquals(router.udn(), texts(root, "UDN").get(0));
            assertEquals(3, texts(root, "UDN").stream().distinct().count());
            assertEquals("A & <B>", texts(root, "friendlyName").get(0));
        }
    }

    @ParameterizedTest
    @CsvSource({"1, /WANIPConn1.xml, 8", "2, /WANIPConn1.xml, 11", "1, /WANCommonIFC1.xml, 5"})
    void scpd_definesEveryArgumentAndOffersOnlyWhatIsAnswered(int version, String path, int actions)
            throws Exception {
        try (SimulatedRouter router =
                SimulatedRouter.start(TestNet.quiet().withIgdVersion(version))) {
            Document scpd = read(router.descriptionUrl().resolve(path));
            List<Element> offered = elements(scpd.getDocumentElement(), "action");
            List<String> variables = new ArrayList<>();
            elements(scpd.getDocumentElement(), "stateVariable")
                    .forEach(v -> variables.add(texts(v, "name").get(0)));
            assertEquals(actions, offered.size());
            SoapClient client =
                    path.contains("Common")
                            ? SoapClient.common(router)
                            : SoapClient.connection(router, version);
            for (Element action : offered) {
                assertTrue(variables.containsAll(texts(action, "relatedStateVariable")));
                String name = texts(action, "name").get(0);
                assertNotEquals(401, client.call(name).code(), name);
            }
        }
    }

    @Test
    void configId_changesWithTheDescription() throws Exception {
        try (SimulatedRouter one = SimulatedRouter.start(TestNet.quiet());
                SimulatedRouter other = SimulatedRouter.start(TestNet.quiet())) {
            String first = read(one.descriptionUrl()).getDocumentElement().getAttribute("configId");
            String second =
                    read(other.descriptionUrl()).getDocumentElement().getAttribute("configId");
            assertFalse(first.isEmpty());
            assertNotEquals(first, second);
        }
    }

    @Test
    void otherPathsAndMethods_areRefused() throws Exception {
        try (SimulatedRouter router = SimulatedRouter.start(TestNet.quiet())) {
            assertEquals("HTTP 404", SoapClient.get(router.descriptionUrl().resolve("/else")));
            assertEquals(
                    "HTTP 405", SoapClient.get(router.descriptionUrl().resolve("/ctl/WANIPConn1")));
            assertTrue(
                    RawHttp.ask(router, "POST /rootDesc.xml HTTP/1.1\r\n\r\n").contains(" 405 "));
            assertTrue(
                    RawHttp.ask(router, "SUBSCRIBE /evt/WANCommonIFC1 HTTP/1.1\r\n\r\n")
                            .contains(" 503 "));
            assertEquals("GET /else", router.requests().get(0));
        }
    }

    private static Document read(URI uri) throws Exception {
        String text = SoapClient.get(uri);
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(text)));
    }

    private static List<String> texts(Document document, String name) {
        return texts(document.getDocumentElement(), name);
    }

    private static List<String> texts(Element parent, String name) {
        return elements(parent, name).stream().map(Element::getTextContent).toList();
    }

    private static List<Element> elements(Element parent, String name) {
        var nodes = parent.getElementsByTagName(name);
        return IntStream.range(0, nodes.getLength())
                .mapToObj(i -> (Element) nodes.item(i))
                .toList();
    }
}
