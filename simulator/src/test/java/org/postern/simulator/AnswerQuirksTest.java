// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postern.simulator.SoapClient.Answer;

import java.util.ArrayList;
import java.util.List;

/** How quirks read calls, show the list, and shape answers. */
class AnswerQuirksTest {
    private static final String CALLER = "127.0.0.1";
    private static final String TYPE = "urn:schemas-upnp-org:service:WANIPConnection:1";
    private static final String CALL =
            "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body>"
                    + "<u:GetStatusInfo xmlns:u=\""
                    + TYPE
                    + "\"/></s:Body></s:Envelope>";

    @ParameterizedTest
    @CsvSource({
        "soapaction-spelling, Content-Type: text/xml; SOAPAction: ?, Host: r, 200",
        "soapaction-spelling, Content-Type: text/xml; Soapaction: ?, Host: r, 501",
        "header-order, Content-Type: text/xml; SOAPAction: ?, Host: r, 200",
        "header-order, SOAPAction: ?; Content-Type: text/xml, Host: r, 500",
        "content-type, Content-Type: text/xml; SOAPAction: ?, Host: r, 400",
    })
    void headers_areToBeOfOneForm(String profile, String some, String more, int status)
            throws Exception {
        try (SimulatedRouter router = start(profile);
                var socket = RawHttp.connect(router)) {
            String soapAction = "\"" + TYPE + "#GetStatusInfo\"";
            RawHttp.send(
                    socket,
                    "POST /ctl/WANIPConn1 HTTP/1.1\r\nContent-Length: "
                            + CALL.length()
                            + "\r\n"
                            + some.replace("; ", "\r\n").replace("?", soapAction)
                            + "\r\n"
                            + more
                            + "\r\n\r\n"
                            + CALL);
            String answer = new String(socket.getInputStream().readAllBytes());
            assertTrue(answer.startsWith("HTTP/1.1 " + status), answer);
        }
    }

    @ParameterizedTest
    @CsvSource({"'\n', 500", "'', 200"})
    void oneLine_refusesLineBreaks(String between, int status) throws Exception {
        try (SimulatedRouter router = start("one-line")) {
            String call = CALL.replace("><", ">" + between + "<");
            String soapAction = "\"" + TYPE + "#GetStatusInfo\"";
            assertEquals(status, connection(router).post(soapAction, call).status());
        }
    }

    @Test
    void addressLate_isRefusedFourTimes() throws Exception {
        try (SimulatedRouter router = start("address-late")) {
            for (int i = 0; i < 4; i++) {
                assertEquals(401, connection(router).call("GetExternalIPAddress").code());
            }
            assertEquals(
                    "203.0.113.7",
                    connection(router).call("GetExternalIPAddress").value("NewExternalIPAddress"));
        }
    }

    @Test
    void argumentOrder_refusesAnotherOrder() throws Exception {
        String[] swapped = {
            "NewLeaseDuration", "0",
            "NewEnabled", "1",
            "NewInternalPort", "7000",
            "NewInternalClient", CALLER,
            "NewRemoteHost", "",
            "NewPortMappingDescription", "",
            "NewProtocol", "TCP",
            "NewExternalPort", "50000"
        };
        try (SimulatedRouter router = start("argument-order")) {
            assertEquals(402, connection(router).call("AddPortMapping", swapped).code());
        }
        try (SimulatedRouter router = SimulatedRouter.start(TestNet.quiet())) {
            assertEquals(200, connection(router).call("AddPortMapping", swapped).status());
        }
    }

    @Test
    void argumentOrder_refusesSmallProtocols() throws Exception {
        try (SimulatedRouter router = start("argument-order")) {
            assertEquals(402, connection(router).add("udp", 50_000, CALLER, 7000, 0).code());
            assertEquals(200, connection(router).add("UDP", 50_000, CALLER, 7000, 0).status());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "list-ends-714, 50000 50001 50002 714",
        "list-ends-402, 50000 50001 50002 402",
        "list-ends-501, 50000 50001 50002 501",
        "list-repeats, 50000 50001 50002 50002",
        "list-loops, 50000 50001 50002 50000",
        "list-endless, 50000 50001 50002 65532",
        "list-from-1, 713 50000 50001 50002",
        "list-shrinks, 50000 50002 713 713",
    })
    void list_comesInItsOwnWay(String profile, String seen) throws Exception {
        try (SimulatedRouter router = start(profile)) {
            SoapClient calls = connection(router);
            for (int port = 50_000; port < 50_003; port++) {
                calls.add("UDP", port, CALLER, 7000, 0);
            }
            List<String> entries = new ArrayList<>();
            for (int index = 0; index < 4; index++) {
                Answer entry =
                        calls.call(
                                "GetGenericPortMappingEntry",
                                "NewPortMappingIndex",
                                Integer.toString(index));
                entries.add(
                        entry.code() == 0
                                ? entry.value("NewExternalPort")
                                : Integer.toString(entry.code()));
            }
            assertEquals(List.of(seen.split(" ")), entries);
        }
    }

    @ParameterizedTest
    @CsvSource({"specific-402, 402", "hidden-714, 714"})
    void lookUp_saysItsOwnCode(String profile, int code) throws Exception {
        try (SimulatedRouter router = start(profile)) {
            SoapClient calls = connection(router);
            if (profile.startsWith("hidden")) {
                calls.add("UDP", 50_000, CALLER, 7000, 0);
            }
            assertEquals(code, calls.keyed("GetSpecificPortMappingEntry", "UDP", 50_000).code());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "address-zero, GetExternalIPAddress, NewExternalIPAddress, 0.0.0.0",
        "address-loopback, GetExternalIPAddress, NewExternalIPAddress, 127.0.0.1",
        "address-carrier, GetExternalIPAddress, NewExternalIPAddress, 100.64.0.2",
        "address-ipv6, GetExternalIPAddress, NewExternalIPAddress, 2001:db8::7",
        "address-text, GetExternalIPAddress, NewExternalIPAddress, potato",
        "address-empty, GetExternalIPAddress, NewExternalIPAddress, ''",
        "status-up, GetStatusInfo, NewConnectionStatus, Up",
        "status-disconnected, GetStatusInfo, NewConnectionStatus, Disconnected",
        "uptime-text, GetStatusInfo, NewUptime, '0 Days, 16:45:17'",
        "uptime-spelling, GetStatusInfo, NewUpTime, 0",
    })
    void connection_isToldOtherwise(String profile, String action, String name, String value)
            throws Exception {
        try (SimulatedRouter router = start(profile)) {
            assertEquals(value, connection(router).call(action).value(name));
        }
    }

    @Test
    void countersNegative_haveASign() throws Exception {
        try (SimulatedRouter router = start("counters-negative")) {
            String bytes =
                    SoapClient.common(router).call("GetTotalBytesSent").value("NewTotalBytesSent");
            assertTrue(bytes.startsWith("-"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "reply-prefixes, <m:GetStatusInfoResponse, <u:",
        "reply-bare, <GetStatusInfoResponse>, xmlns",
        "reply-undeclared, <u:GetStatusInfoResponse>, xmlns",
        "reply-namespace, Layer3Forwarding:1, WANIPConnection",
        "reply-name, </u:GetStatusInfo>, Response",
        "reply-small, <newconnectionstatus>, <New",
        "reply-prefixed, <u:NewUptime>, <New",
        "reply-more, <NewNote>, nothing",
        "reply-spread, '<NewConnectionStatus>\r\n', <NewConnectionStatus>C",
    })
    void answer_hasAnotherShape(String profile, String present, String absent) throws Exception {
        try (SimulatedRouter router = start(profile)) {
            String document = connection(router).call("GetStatusInfo").document();
            assertTrue(document.contains(present), document);
            assertFalse(document.contains(absent), document);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "fault-capitals, 500, <faultCode>",
        "fault-code-only, 500, </errorCode></UPnPError>",
        "fault-broken, 500, errorDesc<",
        "fault-200, 200, <errorCode>714<",
        "empty-500, 500, ''",
    })
    void fault_hasAnotherShape(String profile, int status, String present) throws Exception {
        try (SimulatedRouter router = start(profile)) {
            Answer fault = connection(router).delete("UDP", 50_000);
            assertEquals(status, fault.status());
            assertTrue(fault.document().contains(present), fault.document());
        }
    }

    @ParameterizedTest
    @CsvSource({"empty-200, ''", "empty-body, <s:Body></s:Body></s:Envelope>"})
    void doneAction_isAnsweredWithNothing(String profile, String present) throws Exception {
        try (SimulatedRouter router = start(profile)) {
            Answer done = connection(router).add("UDP", 50_000, CALLER, 7000, 0);
            assertEquals(200, done.status());
            assertTrue(done.document().contains(present), done.document());
            assertFalse(done.document().contains("AddPortMappingResponse"));
            assertEquals(
                    "Connected",
                    connection(router).call("GetStatusInfo").value("NewConnectionStatus"));
        }
    }

    private static SimulatedRouter start(String profile) throws Exception {
        return SimulatedRouter.start(
                TestNet.quiet().withQuirks(Quirk.named(profile).orElseThrow()));
    }

    private static SoapClient connection(SimulatedRouter router) {
        return SoapClient.connection(router, 1);
    }
}
