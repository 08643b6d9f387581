// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postern.api.finder.GatewayQuery;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.Protocol;
import org.postern.api.upnp.UpnpResult;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/** What a router says to a change counts only as far as its table agrees. */
@Timeout(60)
class ReadBackTest {
    private final StubDevice router =
            new StubDevice().withServices("/a").answering("/a", "Connected", "203.0.113.9");
    private final UpnpEngine engine = TestEngines.with(List::of);
    private Gateway gateway;

    @BeforeEach
    void find() throws Exception {
        String url = router.location().toString();
        gateway = ElectedGateway.by(engine, GatewayQuery.standard().withWanted(url)).gateway();
    }

    @AfterEach
    void close() {
        engine.close();
        router.close();
    }

    @Test
    void aDeletionIsBelievedOnlyWhenTheTableAgrees() throws Exception {
        router.replying("/a", "DeletePortMapping", "");
        router.refusing("/a", "GetSpecificPortMappingEntry", 714);
        router.refusing("/a", "GetGenericPortMappingEntry", 713);
        assertEquals(UpnpResult.PORT_MAPPING_NOT_FOUND, unmapFailure(gateway));
        holding("127.0.0.1");
        assertEquals(UpnpResult.ACTION_FAILED, unmapFailure(gateway));
        disclosingNothing(606);
        gateway.unmap(new PortKey(Protocol.TCP, 40000));
    }

    @Test
    void anAddedMappingIsBelievedOnlyWhenTheTableAgrees() throws Exception {
        router.replying("/a", "AddPortMapping", "");
        router.refusing("/a", "GetSpecificPortMappingEntry", 714);
        router.refusing("/a", "GetGenericPortMappingEntry", 713);
        assertEquals(UpnpResult.ACTION_FAILED, mapFailure(gateway));
        holding("192.0.2.8");
        assertEquals(UpnpResult.CONFLICT_WITH_OTHER_MAPPING, mapFailure(gateway));
        MappingRequest request =
                new MappingRequest(Set.of(Protocol.TCP), 40000, 0, "", Duration.ZERO, false);
        for (int refusal : List.of(606, 803)) {
            disclosingNothing(refusal);
            assertEquals(1, gateway.map(request).notes().size());
        }
        router.replying("/a", "GetSpecificPortMappingEntry", "<NewEnabled>1</NewEnabled>");
        assertEquals(1, gateway.map(request).notes().size());
    }

    /** The list agrees with the look-up. */
    private void holding(String client) {
        String entry =
                "<NewInternalPort>1</NewInternalPort><NewInternalClient>"
                        + client
                        + "</NewInternalClient><NewEnabled>1</NewEnabled>";
        router.replying("/a", "GetSpecificPortMappingEntry", entry);
        router.replying(
                "/a",
                "GetGenericPortMappingEntry",
                "<NewExternalPort>40000</NewExternalPort><NewProtocol>TCP</NewProtocol>" + entry);
    }

    private void disclosingNothing(int code) {
        router.refusing("/a", "GetSpecificPortMappingEntry", code);
        router.refusing("/a", "GetGenericPortMappingEntry", code);
    }

    private static UpnpResult unmapFailure(Gateway gateway) {
        return UpnpResult.of(
                assertThrows(
                        GatewayException.class,
                        () -> gateway.unmap(new PortKey(Protocol.TCP, 40000))));
    }

    private static UpnpResult mapFailure(Gateway gateway) {
        MappingRequest request =
                new MappingRequest(Set.of(Protocol.TCP), 40000, 0, "", Duration.ZERO, false);
        return UpnpResult.of(assertThrows(GatewayException.class, () -> gateway.map(request)));
    }
}
