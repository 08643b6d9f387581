// SPDX-License-Identifier: Apache-2.0
package org.postern.web.console.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postern.api.doctor.DiagnosisRequest;
import org.postern.api.finder.GatewayQuery;
import org.postern.api.finder.GatewayState;
import org.postern.api.gateway.LinkProperties;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.Protocol;
import org.postern.api.keeper.KeeperEvent;
import org.postern.api.upnp.UpnpResult;
import org.postern.testkit.fakes.Fakes;
import org.postern.web.console.Eventually;
import org.postern.web.console.FakeServices;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the inventory and the page's data say. */
class StatusTest {
    private final FakeServices services = new FakeServices();

    @AfterEach
    void end() {
        services.close();
    }

    @Test
    void readingAsksNobody() {
        String json = StatusJson.of(services.reader.read());

        assertTrue(json.contains("\"externalAddress\":\"203.0.113.7\""), json);
        assertTrue(json.contains("\"verdict\":\"PUBLIC\""), json);
        assertTrue(json.contains("\"mappings\":null"), json);
        assertTrue(json.contains("\"diagnosis\":null"), json);
        assertEquals(List.of(), services.gateway.calls);
        assertEquals(List.of(), services.doctor.requests);
    }

    @Test
    void theFieldsAreThoseOfTheCommands() throws Exception {
        services.gateway.holds(PortKey.tcp(8080), "192.168.1.5");
        services.gateway.link = Optional.of(new LinkProperties("", 1, 2, ""));
        services.keeper
                .add(Fakes.request(Protocol.TCP, 25565), "configuration game")
                .open(Fakes.openPort(Protocol.TCP, 25565));
        services.events.follow(services.keeper);
        services.keeper.tell(Fakes.event(KeeperEvent.Kind.PORT_LOST, "A port was lost."));
        Eventually.holds(
                () -> {
                    GatewayAnswers answers = services.reader.look().gateways().get(0).answers();
                    return answers.mappings().isPresent() && answers.details().isPresent();
                });

        String json = StatusJson.of(services.reader.read());

        assertTrue(json.contains("\"gateway\":\"" + Fakes.DESCRIPTION_URL + "\""), json);
        assertTrue(
                json.contains("\"mappings\":[{\"protocol\":\"TCP\",\"externalPort\":8080"), json);
        assertTrue(
                json.contains(
                        "\"kept\":[{\"protocol\":\"TCP\",\"family\":\"IPV4\",\"requestedPort\":25565"),
                json);
        assertTrue(json.contains("\"mappingsFailure\":null"), json);
        assertTrue(json.contains("\"accessType\":null,\"linkStatus\":null"), json);
        assertTrue(json.contains("\"troubles\":[{\"at\":\"2026-03-01T06:10:03.500Z\""), json);
    }

    @Test
    void anAddressThatIsNotReached_isExplained() {
        services.gateways.put(
                services.gateway, new GatewayState(Optional.of(Fakes.address("100.64.0.9")), 0));

        assertTrue(StatusJson.of(services.reader.read()).contains("\"verdict\":\"CARRIER_NAT\""));
        assertTrue(StatusText.of(services.reader.read()).contains("carrier-grade NAT"));
    }

    @Test
    void theText_isForPeople() throws Exception {
        services.gateway.holds(PortKey.tcp(8080), "192.168.1.5");
        services.keeper
                .add(Fakes.request(Protocol.TCP, 25565), "configuration game")
                .open(Fakes.openPort(Protocol.TCP, 25565))
                .trouble(
                        Fakes.trouble(
                                Instant.parse("2026-03-01T06:10:03Z"),
                                UpnpResult.SOCKET_ERROR,
                                "It was silent."));
        Eventually.holds(
                () -> services.reader.look().gateways().get(0).answers().mappings().isPresent());
        services.examinations.start(services.doctor, DiagnosisRequest.of(GatewayQuery.standard()));
        Eventually.holds(() -> services.examinations.state().report().isPresent());

        String text = StatusText.of(services.reader.read());

        assertTrue(text.contains("  My Router\n"), text);
        assertTrue(text.contains("TCP port 8080 to 192.168.1.5:8080"), text);
        assertTrue(text.contains("TCP port 25565 over IPV4: OPEN at 203.0.113.7:25565"), text);
        assertTrue(text.contains("last trouble 2026-03-01T06:10:03Z: It was silent."), text);
        assertTrue(text.contains("VPN_ROUTE"), text);
        assertTrue(text.contains("WRONG  it leaves elsewhere"), text);
    }

    @Test
    void aDeviceCannotStartALineOfItsOwn() {
        services.gateway.info = Fakes.info("x", "Router\nDoctor\n  OK\u001b[31m");

        String text = StatusText.of(services.reader.read());

        assertTrue(text.contains("  Router Doctor   OK [31m\n"), text);
        assertFalse(text.contains("\u001b"), text);
    }
}
