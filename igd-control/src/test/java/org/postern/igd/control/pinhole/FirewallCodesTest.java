// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.pinhole;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Pinhole;
import org.postern.api.gateway.PinholeRequest;
import org.postern.api.gateway.PinholeStatus;
import org.postern.api.gateway.Pinholes;
import org.postern.api.gateway.Protocol;
import org.postern.api.gateway.Reason;
import org.postern.igd.control.calls.RouterMemory;
import org.postern.igd.control.description.Peer;
import org.postern.igd.control.gateway.StubSoapRouter;
import org.postern.igd.control.http.HttpClient;
import org.postern.igd.control.search.TestEngines;
import org.postern.igd.control.soap.SoapService;
import org.postern.testkit.StubHttpDevice;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** What a firewall refuses, and what it is asked. */
@Timeout(60)
class FirewallCodesTest {
    private static final String TYPE = "urn:schemas-upnp-org:service:WANIPv6FirewallControl:1";
    private static final Duration HOUR = Duration.ofHours(1);

    private final HttpClient http = new HttpClient();
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final List<StubHttpDevice.Request> asked = new CopyOnWriteArrayList<>();
    private final List<InetAddress> callers = new CopyOnWriteArrayList<>();
    private StubHttpDevice device;
    private Pinholes pinholes;
    private final AtomicInteger lost = new AtomicInteger();
    private Inet6Address loopback;

    @BeforeEach
    void start() throws Exception {
        loopback = (Inet6Address) InetAddress.getByName("::1");
        assumeTrue(
                NetworkInterface.getByInetAddress(loopback) != null,
                "Skipped: this machine has no ::1");
        device = StubHttpDevice.serving("::1", 0, this::answer);
        // As a description over IPv4 names it.
        URI url = URI.create("http://127.0.0.1:" + device.port() + "/ctl/v6");
        SoapService service =
                new SoapService(
                        http,
                        "Router",
                        TYPE,
                        url,
                        Peer.named(url, InetAddress.getByName("127.0.0.1")));
        pinholes =
                new UpnpPinholes(
                        service,
                        "r",
                        TestEngines.firewalls(),
                        () -> Duration.ZERO,
                        RouterMemory.empty());
    }

    @AfterEach
    void close() {
        http.close();
        if (device != null) {
            device.close();
        }
    }

    private void answer(Socket connection, StubHttpDevice.Request request) throws IOException {
        asked.add(request);
        callers.add(connection.getInetAddress());
        if (lost.getAndDecrement() > 0) {
            return;
        }
        String said = answers.getOrDefault(request.action(), StubSoapRouter.fault(401));
        String body = "<s:Envelope><s:Body>" + said + "</s:Body></s:Envelope>";
        StubHttpDevice.write(
                connection, StubHttpDevice.response(said.contains("Fault") ? 500 : 200, body));
    }

    private void refuse(String action, int code) {
        answers.put(action, StubSoapRouter.fault(code));
    }

    private Pinhole held() {
        return new Pinhole(Protocol.TCP, loopback, 8080, HOUR, "upnp", "7");
    }

    private static GatewayException failure(Executable call) {
        return assertThrows(GatewayException.class, call);
    }

    @ParameterizedTest
    @CsvSource({
        "402, INVALID_ARGUMENT",
        "403, NOT_AUTHORIZED",
        "501, FAILED",
        "606, NOT_AUTHORIZED",
        "701, NO_RESOURCES",
        "702, NOT_AUTHORIZED",
        "703, NOT_AUTHORIZED",
        "704, FAILED",
        "709, FAILED",
        "705, INVALID_PROTOCOL",
        "706, UNSUPPORTED",
        "707, UNSUPPORTED",
        "708, UNSUPPORTED"
    })
    void codesOfOpening(int code, Reason reason) throws Exception {
        refuse("AddPinhole", code);
        GatewayException failure = failure(() -> pinholes.open(PinholeRequest.tcp(8080)));
        assertEquals(reason, failure.reason());
        assertEquals(code, failure.code().orElseThrow().value());
        assertFalse(failure.getMessage().contains("open until its lease ends"));
        assertEquals(List.of(), pinholes.opened());
    }

    /** Quirk A64: it is remembered as long as the router may hold it. */
    @ParameterizedTest
    @CsvSource({
        "402, NOT_FOUND, FAILED, 1",
        "501, NOT_FOUND, FAILED, 1",
        "606, NOT_AUTHORIZED, NOT_AUTHORIZED, 1",
        "702, NOT_AUTHORIZED, NOT_AUTHORIZED, 1",
        "704, NOT_FOUND, NOT_FOUND, 0"
    })
    void codesOfRenewalAndClosing(int code, Reason ofRenewal, Reason ofClosing, int remembered)
            throws Exception {
        answers.put("AddPinhole", StubSoapRouter.done("UniqueID", "7"));
        refuse("UpdatePinhole", code);
        refuse("DeletePinhole", code);
        pinholes.open(PinholeRequest.tcp(8080));
        assertEquals(ofRenewal, failure(() -> pinholes.renew(held(), HOUR)).reason());
        assertEquals(remembered, pinholes.opened().size());
        pinholes.open(PinholeRequest.tcp(8080));
        assertEquals(ofClosing, failure(() -> pinholes.close(held())).reason());
        assertEquals(remembered, pinholes.opened().size());
    }

    /** Without its number it could not be closed. */
    @Test
    void lostAnswer_isAskedForOnceMore() throws Exception {
        answers.put("AddPinhole", StubSoapRouter.done("UniqueID", "42"));
        lost.set(1);

        assertEquals("42", pinholes.open(PinholeRequest.tcp(8080)).pinhole().handle());
        assertEquals(1, pinholes.opened().size());
        assertEquals(2, asked.size());
    }

    @Test
    void answerThatIsLostTwice_isSaidToBeInDoubt() {
        lost.set(2);

        GatewayException failure = failure(() -> pinholes.open(PinholeRequest.tcp(8080)));
        assertTrue(failure.isUnanswered());
        assertTrue(
                failure.getMessage()
                        .endsWith(
                                " The port may be open all the same, until its lease ends; opened"
                                        + " again, it can be closed."),
                failure.getMessage());
        assertEquals(2, asked.size());
    }

    @Test
    void numberOfPacketsThatIsNotCounted_mayBeKnownToBeNone() throws Exception {
        refuse("CheckPinholeWorking", 709);
        assertEquals(OptionalLong.of(0), pinholes.packets(held()));
        refuse("CheckPinholeWorking", 501);
        assertEquals(OptionalLong.empty(), pinholes.packets(held()));
        answers.put("CheckPinholeWorking", StubSoapRouter.done("IsWorking", "1"));
        assertEquals(OptionalLong.empty(), pinholes.packets(held()));
        answers.put("GetPinholePackets", StubSoapRouter.done("PinholePackets", "4294967295"));
        assertEquals(OptionalLong.of(4294967295L), pinholes.packets(held()));
        refuse("GetPinholePackets", 704);
        assertEquals(Reason.NOT_FOUND, failure(() -> pinholes.packets(held())).reason());
    }

    @Test
    void asksWithBracketsInHost_fromTheAddressItself_inTheStandardsWords() throws Exception {
        answers.put("AddPinhole", StubSoapRouter.done("UniqueID", "42"));
        PinholeRequest request = PinholeRequest.udp(8080).client(loopback);
        assertEquals("42", pinholes.open(request).pinhole().handle());
        assertEquals("[0:0:0:0:0:0:0:1]:" + device.port(), asked.get(0).header("Host"));
        assertEquals("/ctl/v6", asked.get(0).path());
        assertEquals(List.of(loopback), callers);
        String arguments =
                "<RemoteHost></RemoteHost><RemotePort>0</RemotePort>"
                        + "<InternalClient>::1</InternalClient>"
                        + "<InternalPort>8080</InternalPort><Protocol>17</Protocol>"
                        + "<LeaseTime>3600</LeaseTime>";
        assertEquals(
                arguments, asked.get(0).body().replaceAll("(?s).*?(<RemoteHost>.*)</u:.*", "$1"));
    }

    @ParameterizedTest
    @CsvSource({"abc", "-1", "99999999999", "<b>1</b>", "''"})
    void idThatIsNoNumber_isNoAnswer(String id) throws Exception {
        answers.put("AddPinhole", StubSoapRouter.done("UniqueID", id));
        assertEquals(
                Reason.INVALID_RESPONSE,
                failure(() -> pinholes.open(PinholeRequest.tcp(8080))).reason());
        assertEquals(List.of(), pinholes.opened());
    }

    @Test
    void statusIsReadInAllWords() throws Exception {
        answers.put(
                "GetFirewallStatus",
                StubSoapRouter.done("FirewallEnabled", "true", "InboundPinholeAllowed", "0"));
        assertEquals(Optional.of(new PinholeStatus(true, false)), pinholes.status());
    }
}
