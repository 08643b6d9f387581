// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.soap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postern.igd.control.http.RetryPolicy;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** The only spelling that all routers take (quirks A1 to A6). */
class ActionTest {
    private static final String WAN = "urn:schemas-upnp-org:service:WANIPConnection:1";

    @Test
    void body_isOneLineWithTheArgumentsInTheirOrder() {
        Action action = Action.of("AddPortMapping", "NewRemoteHost", "", "NewExternalPort", "8080");

        assertEquals(
                "<?xml version=\"1.0\"?>"
                        + "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\""
                        + " s:encodingStyle=\"http://schemas.xmlsoap.org/soap/encoding/\">"
                        + "<s:Body><u:AddPortMapping xmlns:u=\""
                        + WAN
                        + "\">"
                        + "<NewRemoteHost></NewRemoteHost><NewExternalPort>8080</NewExternalPort>"
                        + "</u:AddPortMapping></s:Body></s:Envelope>\r\n",
                body(action));
    }

    @Test
    void headers_areSpelledExactly() {
        Action action = Action.of("GetStatusInfo");

        assertEquals(
                List.of(
                        "Content-Type=text/xml; charset=\"utf-8\"",
                        "SOAPAction=\"" + WAN + "#GetStatusInfo\""),
                action.headers(WAN).entrySet().stream().map(Object::toString).toList());
    }

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "a<b>&\"c',a&lt;b&gt;&amp;&quot;c&apos;",
                "</A></u:X><Evil/>,&lt;/A&gt;&lt;/u:X&gt;&lt;Evil/&gt;",
                "&amp;,&amp;amp;",
                "]]>,]]&gt;",
                "\u00fc\uD83C\uDFE0,\u00fc\uD83C\uDFE0",
                "a\u0001\u001b\tb,a   b",
                "a\uFFFEb\uD800,a b ",
            })
    void arguments_cannotLeaveTheirElement(String value, String escaped) {
        String body = body(Action.of("X", "A", value));

        assertEquals(
                "<A>" + escaped + "</A>",
                body.substring(body.indexOf("<A>"), body.indexOf("</u:X></s:Body>")));
    }

    @Test
    void serviceType_cannotLeaveItsAttribute() {
        String body = new String(Action.of("X").body("urn:\"><evil/>"), StandardCharsets.UTF_8);

        assertEquals(true, body.contains("xmlns:u=\"urn:&quot;&gt;&lt;evil/&gt;\""));
    }

    private static String body(Action action) {
        return new String(action.body(WAN), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource({
        "GetStatusInfo, 4",
        "GetSpecificPortMappingEntry, 4",
        "AddPortMapping, 3",
        "DeletePortMapping, 3",
        // A second request could open a second port, or close what somebody opened meanwhile.
        "AddAnyPortMapping, 1",
        "DeletePortMappingRange, 1",
        "SetConnectionType, 1",
        "RequestConnection, 1",
        "X_Get, 1",
        "'', 1"
    })
    void onlyWhatIsKnownToBearIt_isRepeated(String name, int requests) {
        assertEquals(requests, Action.of(name).repetition().requests());
    }

    @Test
    void changes_waitLongerThanQuestions() {
        assertTrue(
                RetryPolicy.CHANGE.requestGap().compareTo(RetryPolicy.QUESTION.requestGap()) > 0);
        assertEquals(RetryPolicy.CHANGE, Action.of("AddPortMapping").repetition());
        assertEquals(RetryPolicy.QUESTION, Action.of("GetStatusInfo").repetition());
    }
}
