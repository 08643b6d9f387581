// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.PortMapping;
import org.postern.api.keeper.AddressFamily;
import org.postern.api.keeper.KeeperEvent;
import org.postern.api.keeper.KeeperEvent.Kind;
import org.postern.api.keeper.OpenPort;
import org.postern.testkit.ModelGateway;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

class EventPosterTest {
    private static final MappingRequest ASKED = MappingRequest.tcp(80).internalPort(8080);

    private static Map<String, Object> properties(MappingRequest asked, Optional<OpenPort> port) {
        return EventPoster.properties(
                new KeeperEvent(
                        Instant.EPOCH,
                        Kind.PORT_OPENED,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(asked),
                        Optional.of(AddressFamily.IPV4),
                        port,
                        Optional.empty(),
                        "A sentence."));
    }

    private static Optional<OpenPort> leadingTo(String client) {
        PortMapping mapping =
                new PortMapping(
                        PortKey.tcp(80).protocol(),
                        81,
                        ModelGateway.address(client),
                        8080,
                        "",
                        true,
                        Duration.ZERO,
                        "");
        return Optional.of(
                new OpenPort(ModelGateway.listing("upnp").info(), Optional.empty(), mapping));
    }

    @Test
    void thePortIsToldAsItIsAsked_andAsItIsOpen() {
        Map<String, Object> asked = properties(ASKED, Optional.empty());
        assertEquals(80, asked.get("external.port"));
        assertEquals(8080, asked.get("internal.port"));
        assertEquals(81, properties(ASKED, leadingTo("192.168.1.5")).get("external.port"));
    }

    @Test
    void theClientIsTold_asFarAsItIsKnown() {
        assertFalse(properties(ASKED, Optional.empty()).containsKey("internal.client"));
        assertFalse(properties(ASKED, leadingTo("0.0.0.0")).containsKey("internal.client"));
        assertEquals(
                "192.168.1.5", properties(ASKED, leadingTo("192.168.1.5")).get("internal.client"));
        assertEquals(
                "192.168.1.9",
                properties(ASKED.client(ModelGateway.address("192.168.1.9")), Optional.empty())
                        .get("internal.client"));
    }
}
