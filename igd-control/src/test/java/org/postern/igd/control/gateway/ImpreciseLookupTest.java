// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.api.finder.GatewayQuery;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.Protocol;
import org.postern.api.gateway.Reason;
import org.postern.igd.control.search.ElectedGateway;
import org.postern.simulator.HeldMapping;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Routers whose look-up tells of another mapping and does not say so (quirk A58). */
@Timeout(60)
class ImpreciseLookupTest extends OneSimulatedRouter {
    private static final PortKey TCP = PortKey.tcp(EXTERNAL);
    private static final PortKey UDP = PortKey.udp(EXTERNAL);

    private static MappingRequest request(PortKey key) {
        return MappingRequest.of(List.of(key.protocol()), key.externalPort())
                .description("test")
                .lease(Duration.ofHours(1));
    }

    /** The same router, of which nothing was learned yet. */
    private Gateway anew() throws Exception {
        GatewayQuery query = GatewayQuery.standard().withWanted(router.descriptionUrl().toString());
        return ElectedGateway.by(engine, query).gateway();
    }

    private int lookUps() {
        return Collections.frequency(router.requests(), "GetSpecificPortMappingEntry");
    }

    private List<String> held() {
        return router.mappings().stream()
                .map(each -> each.protocol() + " " + each.externalPort())
                .toList();
    }

    private static List<PortKey> found(Gateway gateway, PortKey... keys) throws Exception {
        return gateway.findAll(new TreeSet<>(Set.of(keys))).stream().map(PortMapping::key).toList();
    }

    @Test
    void otherProtocolAlone_isNotTakenForIt() throws Exception {
        Gateway gateway = gateway(1, "specific-untold-protocol");
        gateway.map(request(UDP));

        assertEquals(Optional.empty(), gateway.find(TCP));
        assertEquals(List.of(UDP), found(gateway, TCP, UDP));
        assertEquals(Optional.empty(), anew().find(TCP));
        assertEquals(
                Reason.NOT_FOUND,
                assertThrows(GatewayException.class, () -> gateway.unmap(TCP)).reason());
        assertEquals(List.of("UDP " + EXTERNAL), held());
    }

    @Test
    void bothProtocols_areOpenedAndClosedOneByOne() throws Exception {
        Gateway gateway = gateway(1, "specific-untold-protocol");
        gateway.map(request(UDP));
        gateway.map(request(TCP));
        assertEquals(List.of(TCP, UDP), found(anew(), TCP, UDP));

        gateway.unmap(TCP);
        assertEquals(List.of("UDP " + EXTERNAL), held());
        assertEquals(List.of(UDP), found(anew(), TCP, UDP));
        gateway.unmap(UDP);
        assertEquals(List.of(), held());
    }

    /** As the keeper sees it, which has opened both before. */
    @Test
    void oneOfBothThatIsLost_isSeen() throws Exception {
        gateway(1, "specific-untold-protocol").map(request(UDP));
        anew().map(request(TCP));
        Gateway keeper = anew();
        assertEquals(List.of(TCP, UDP), found(keeper, TCP, UDP));

        anew().unmap(UDP);
        assertEquals(List.of(TCP), found(keeper, TCP, UDP));
    }

    @Test
    void mappingThatIsNotHeld_isNotTakenToBe_sinceTheOtherProtocolIs() throws Exception {
        Gateway gateway = gateway(1, "specific-untold-protocol", "permanent-vanishes");
        gateway.map(request(UDP));

        PortMapping held = gateway.map(request(TCP).permanent()).mapping();

        assertEquals(Protocol.TCP, held.protocol());
        assertEquals(Duration.ofDays(7), held.lease());
        assertEquals(2, held().size());
    }

    @Test
    void withoutAList_itIsUnknown() throws Exception {
        Gateway gateway = gateway(1, "specific-untold-protocol", "no-list");
        gateway.map(request(UDP));

        assertThrows(GatewayException.class, () -> gateway.find(TCP));
        gateway.unmap(UDP);
        assertEquals(List.of(), held());
    }

    @Test
    void anotherPort_isNotTakenForIt() throws Exception {
        Gateway gateway = gateway(1, "specific-any-port");
        gateway.map(request(PortKey.tcp(EXTERNAL + 1)));

        assertEquals(Optional.empty(), anew().find(TCP));
        gateway.map(request(TCP));
        assertEquals(EXTERNAL, anew().find(TCP).orElseThrow().internalPort());
        anew().unmap(TCP);
        assertEquals(List.of("TCP " + (EXTERNAL + 1)), held());
    }

    /** One further request for each router, and none where it is refused. */
    @Test
    void aRouterThatAnswersRight_isAskedOneControlQuestion() throws Exception {
        Gateway gateway = gateway(1);
        gateway.map(request(TCP));
        gateway.map(request(PortKey.tcp(EXTERNAL + 1)));
        int before = lookUps();
        assertEquals(3, before);

        gateway.find(TCP);
        gateway.paced(() -> Duration.ZERO).find(PortKey.tcp(EXTERNAL + 1));
        assertEquals(before + 2, lookUps());
        assertEquals(0, Collections.frequency(router.requests(), "GetGenericPortMappingEntry"));
    }

    /** Nothing but a port that has one protocol can show it. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aRouterThatAnswersRight_andHasBothProtocols_isBelievedInTheEnd(boolean another)
            throws Exception {
        Gateway gateway = gateway(1);
        gateway.map(request(UDP));
        gateway.map(request(TCP));
        if (another) {
            gateway.map(request(PortKey.tcp(EXTERNAL + 1)));
        }
        Gateway fresh = anew();
        assertEquals(List.of(TCP, UDP), found(fresh, TCP, UDP));
        int before = lookUps();

        assertEquals(List.of(TCP, UDP), found(fresh, TCP, UDP));
        assertEquals(another ? before + 2 : before + 4, lookUps());
        assertTrue(router.mappings().stream().allMatch(HeldMapping::enabled));
    }
}
