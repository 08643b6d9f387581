// SPDX-License-Identifier: Apache-2.0
package org.postern.web.console.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.api.finder.GatewayState;
import org.postern.api.gateway.Capability;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.Protocol;
import org.postern.api.keeper.KeeperEvent;
import org.postern.api.keeper.PortPhase;
import org.postern.api.upnp.UpnpDevice;
import org.postern.testkit.ModelGateway;
import org.postern.testkit.fakes.Fakes;
import org.postern.web.console.Eventually;
import org.postern.web.console.FakeServices;

import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

class ConsolePageTest {
    /** Would do harm in HTML, in an attribute, and in Felix' web console. */
    private static final String HOSTILE = "\"'><img src=x onerror=alert(1)>${appRoot}";

    private final FakeServices services = new FakeServices();

    @AfterEach
    void end() {
        services.close();
    }

    @Test
    void thePageIsWhole_withoutAScript() throws Exception {
        services.gateway.holds(PortKey.tcp(8080), "192.168.1.5");
        services.keeper.add(Fakes.request(Protocol.UDP, 5000), "program").phase(PortPhase.TAKEN);
        services.events.follow(services.keeper);
        services.keeper.tell(Fakes.event(KeeperEvent.Kind.PORT_LOST, "A port was lost."));
        String page = look("TCP 8080");

        assertTrue(page.contains("<bdi>My Router</bdi>"), page);
        assertTrue(page.contains("203.0.113.7 <span class=\"badge good\">public</span>"), page);
        assertTrue(page.contains("192.168.1.5:8080"), page);
        assertTrue(page.contains("<span class=\"badge bad\">taken</span>"), page);
        assertTrue(page.contains("A port was lost."), page);
    }

    @Test
    void aGatewayThatHasNotAnswered_isNotTakenForOneWithoutAList() throws Exception {
        services.gateway.fallSilent();
        assertTrue(body("").contains("The gateway has not answered yet."));

        services.gateway.capabilities.removeAll(Set.of(Capability.LIST, Capability.OWN_LIST));
        assertTrue(body("").contains("This gateway has no list of mappings."));
    }

    @Test
    void thePageHasNoScriptInsideAndNoVariableOfTheConsole() throws Exception {
        String page = body("");

        assertFalse(page.contains("${"), page);
        assertTrue(
                page.contains(
                        "<script src=\"/system/console/postern/postern.js\""
                                + " defer=\"defer\"></script>"),
                page);
        assertEquals(2, page.split("<script", -1).length, page);
        assertFalse(page.matches("(?s).*\\son[a-z]+=.*"), page);
        assertFalse(page.contains(" style="), page);
    }

    @Test
    void namesOfHostileDevices_stayText() throws Exception {
        ModelGateway evil = new ModelGateway(Fakes.info(HOSTILE, HOSTILE));
        evil.holds(
                new PortMapping(
                        Protocol.TCP,
                        81,
                        Fakes.address("192.168.1.9"),
                        81,
                        HOSTILE,
                        true,
                        Duration.ofHours(1),
                        HOSTILE));
        services.gateways.put(evil, new GatewayState(Optional.empty(), 0));
        services.keeper.add(Fakes.request(Protocol.UDP, 5000), HOSTILE);
        services.events.follow(services.keeper);
        services.keeper.tell(Fakes.event(KeeperEvent.Kind.PORT_LOST, HOSTILE));

        String page = look("TCP 81");

        assertFalse(page.contains("<img"), page);
        assertFalse(page.contains("${"), page);
        assertFalse(page.contains("\"'>"), page);
        assertTrue(page.contains("&lt;img src=x onerror=alert(1)&gt;&#36;{appRoot}"), page);
        assertFalse(body("/parts.html").contains("<img"));
        assertTrue(body("/data.json").contains("\"name\":\"\\\"'><img"));
    }

    @ParameterizedTest
    @CsvSource({
        "'', text/html",
        "/, text/html",
        "/parts.html, text/html",
        "/data.json, application/json",
        "/postern.js, text/javascript",
        "/postern.css, text/css",
    })
    void everyPartIsThere_andNothingIsGuessed(String path, String type) throws Exception {
        PageResponse response = services.page.answer(PageRequests.get(path));

        assertEquals(200, response.status());
        assertEquals(type + ";charset=utf-8", response.contentType());
        assertEquals("nosniff", response.headers().get("X-Content-Type-Options"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/x", "/../postern.js", "/postern.js/", "/org/postern", "//"})
    void nothingElseIsThere(String path) throws Exception {
        assertEquals(404, services.page.answer(PageRequests.get(path)).status());
    }

    @Test
    void otherMethodsAreRefused() throws Exception {
        for (String method : List.of("PUT", "DELETE", "TRACE", "OPTIONS")) {
            PageRequest request = PageRequests.request(method, "", InputStream.nullInputStream());
            assertEquals(405, services.page.answer(request).status(), method);
        }
    }

    @Test
    void anotherSiteReadsNoData() throws Exception {
        for (String path : List.of("/data.json", "/parts.html")) {
            PageRequest request = PageRequests.get(path, "Sec-Fetch-Site", "cross-site");
            assertEquals(403, services.page.answer(request).status(), path);
        }
    }

    /** The page's own port is released whole, one of a configuration over one protocol. */
    @Test
    void theQuestionBeforeARelease_namesAllThatIsClosed() throws Exception {
        services.hasLasting = false;
        services.page.answer(PageRequests.post("action=keep&port=9000&protocol=BOTH"));
        services.keeper.kept.get(0).open(Fakes.openPort(Protocol.TCP, 9000));
        String own = body("");
        services.hasLasting = true;
        services.page.answer(PageRequests.post("action=keep&port=9001&protocol=BOTH"));
        String configured = body("");

        assertEquals(2, count(own, "Close TCP and UDP 9000 and no longer"));
        assertEquals(1, count(own, "Close TCP and UDP 9000 and open it again"));
        assertEquals(1, count(configured, "Close TCP 9001 and no longer"));
        assertEquals(1, count(configured, "Close UDP 9001 and no longer"));
    }

    private static int count(String text, String part) {
        return text.split(part, -1).length - 1;
    }

    @Test
    void aForgedRequest_changesNothing() throws Exception {
        PageResponse response =
                services.page.answer(
                        PageRequests.post(
                                "action=map&port=80&protocol=TCP",
                                "Origin",
                                "http://evil.example",
                                "Sec-Fetch-Site",
                                "cross-site"));

        assertEquals(403, response.status());
        assertEquals(List.of(), services.gateway.open());
    }

    @Test
    void aPortIsOpened_andTheTableShowsIt() throws Exception {
        services.gateway.notes = List.of("It is a note.");
        PageResponse response =
                services.page.answer(
                        PageRequests.post("action=map&port=8080&protocol=TCP&lease=600"));

        assertEquals(200, response.status());
        assertTrue(response.body().contains("\"result\":\"SUCCESS\""), response.body());
        assertTrue(response.body().contains("\"notes\":[\"It is a note.\"]"), response.body());
        assertEquals(List.of("TCP 8080"), services.gateway.open());
        look("TCP 8080");
    }

    @Test
    void aFailure_saysItsCode() throws Exception {
        PageResponse response =
                services.page.answer(PageRequests.post("action=map&port=70000&protocol=TCP"));

        assertEquals(422, response.status());
        assertTrue(response.body().contains("\"result\":\"INVALID_PORT\""), response.body());
        assertTrue(response.body().contains("\"code\":17"), response.body());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "action=",
                "action=format",
                "action=map&port=80",
                "action=map&port=80&protocol=TCP&client=192.168.1.9",
                "action=release&port=80&protocol=TCP&gateway=x",
                "action=unmap&port=80",
                "port=80",
            })
    void whatOurPageDoesNotSend_isRefused(String body) throws Exception {
        assertEquals(400, services.page.answer(PageRequests.post(body)).status());
        assertEquals(List.of(), services.gateway.open());
    }

    @Test
    void withoutABundle_thePageSaysSo() throws Exception {
        services.hasKeeper = false;
        services.hasLasting = false;

        assertTrue(body("").contains("No port keeper is running."));
        PageResponse response =
                services.page.answer(PageRequests.post("action=keep&port=80&protocol=TCP"));
        assertEquals(503, response.status());
        assertTrue(response.body().contains("org.postern.port.keeper"), response.body());
    }

    @Test
    void devicesOfTheLastSearch_areShown() throws Exception {
        UpnpDevice device =
                Fakes.device("http://192.168.1.7/d.xml", Optional.of(Fakes.description()));
        services.upnp.answer("discover", List.of(device));

        assertEquals(
                200,
                services.page.answer(PageRequests.post("action=search&interface=lo")).status());

        Eventually.holds(() -> services.searches.state().at().isPresent());
        assertTrue(body("").contains("http://192.168.1.7/d.xml"));
        assertTrue(services.upnp.calls.contains("discoverMulticastInterface[lo]"));
        assertEquals(1, services.givenBack.get());
    }

    @Test
    void theReportOfTheDoctor_isShown() throws Exception {
        assertEquals(
                200,
                services.page
                        .answer(PageRequests.post("action=diagnose&port=80&protocol=TCP"))
                        .status());

        Eventually.holds(() -> services.examinations.state().report().isPresent());
        assertEquals(80, services.doctor.requests.get(0).port().getAsInt());
        String page = body("");
        assertTrue(page.contains("<span class=\"badge bad\">VPN_ROUTE</span> TCP port 80"), page);
        assertTrue(page.contains("it leaves elsewhere"), page);
    }

    private String body(String path) throws Exception {
        return services.page.answer(PageRequests.get(path)).body();
    }

    /** The page, once it shows something. */
    private String look(String what) throws Exception {
        Eventually.holds(
                () -> {
                    try {
                        return body("").contains(what);
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                });
        return body("");
    }
}
