// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.Map;

class EventReaderTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<?xml version=\"1.0\"?><e:propertyset xmlns:e=\"urn:schemas-upnp-org:event-1-0\">"
                        + "<e:property><ExternalIPAddress>203.0.113.7</ExternalIPAddress>"
                        + "</e:property></e:propertyset>",
                "\r\n<e:propertyset  xmlns:e=\"x\">\r\n<e:property>\r\n<ExternalIPAddress>"
                        + "203.0.113.7\n</ExternalIPAddress>\r\n</e:property>\r\n"
                        + "</e:propertyset>\r\n\0",
                "<propertyset><property><externalipaddress>203.0.113.7</externalipaddress>"
                        + "</property></propertyset>trailing",
                "<E:PROPERTYSET><E:PROPERTY><E:ExternalIPAddress>203.0.113.7"
                        + "</E:ExternalIPAddress></E:PROPERTY></E:PROPERTYSET >",
                "\ufeff<e:propertyset><e:property><X_Name>a & b</X_Name><ExternalIPAddress>"
                        + "203.0.113.7</ExternalIPAddress></e:property></e:propertyset>",
                "<e:propertyset><e:property><ExternalIPAddress>0.0.0.0</ExternalIPAddress>"
                        + "</e:property><e:property><ExternalIPAddress>203.0.113.7"
                        + "</ExternalIPAddress></e:property></e:propertyset>",
            })
    void event_ofAnyShape_hasItsValue(String body) {
        assertEquals("203.0.113.7", read(body).get("ExternalIPAddress"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\0\0",
                "hello",
                "<html><body>x</body></html>",
                "<e:invalid><e:property><A>1</A></e:property></e:invalid>",
                "<e:propertyset><e:property><ExternalIPAddress>203.0.1",
                "<e:propertyset><e:property><ExternalIPAddress>203.0.113.7</ExternalIPAddress>",
                "<e:propertyset><e:property><A>1</A></e:property></e:propertys",
                "<!DOCTYPE x><e:propertyset><e:property><A>1</A></e:property></e:propertyset>",
                "<e:propertyset/>",
                "<e:propertyset></e:propertyset>",
                "<e:propertyset><e:property/></e:propertyset>",
            })
    void bodyThatIsNoEvent_saysNothing(String body) {
        assertEquals(Map.of(), read(body));
    }

    @Test
    void emptyValue_isToldAsEmpty() {
        String body =
                "<e:propertyset><e:property><ExternalIPAddress/></e:property></e:propertyset>";

        assertEquals(Map.of("ExternalIPAddress", ""), read(body));
    }

    @Test
    void tooManyVariables_areNotKept() {
        StringBuilder body = new StringBuilder("<e:propertyset>");
        for (int i = 0; i < 1000; i++) {
            body.append("<e:property><V").append(i).append(">1</V").append(i);
            body.append("></e:property>");
        }
        body.append("</e:propertyset>");

        assertTrue(read(body.toString()).size() <= EventReader.MAX_PROPERTIES);
    }

    private static Map<String, String> read(String body) {
        return EventReader.read(body.getBytes(StandardCharsets.UTF_8));
    }
}
