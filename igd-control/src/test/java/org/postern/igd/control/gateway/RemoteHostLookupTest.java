// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.postern.igd.control.gateway.StubSoapRouter.fault;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.Protocol;
import org.postern.api.gateway.Reason;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A router whose look-up disregards the remote host and does not say so (quirk A58). */
class RemoteHostLookupTest extends OneSoapRouter {
    private static final String LOOK_UP = "GetSpecificPortMappingEntry";
    private static final PortKey KEY = PortKey.tcp(8080);

    @BeforeEach
    void lookUpAnyHost() {
        router.on(
                LOOK_UP,
                asked ->
                        Optional.of(
                                router.table().stream()
                                        .filter(each -> isAt(each, asked))
                                        .findFirst()
                                        .map(each -> StubSoapRouter.done(untold(each)))
                                        .orElse(fault(714))));
    }

    private static boolean isAt(Map<String, String> entry, Map<String, String> asked) {
        return List.of("NewExternalPort", "NewProtocol").stream()
                .allMatch(name -> entry.get(name).equals(asked.get(name)));
    }

    private static Map<String, String> untold(Map<String, String> entry) {
        Map<String, String> told = new LinkedHashMap<>(entry);
        told.keySet().removeAll(List.of("NewExternalPort", "NewProtocol", "NewRemoteHost"));
        return told;
    }

    private void holdRule() {
        router.hold(Protocol.TCP, 8080, "192.0.2.9", 8080, "xbox");
        router.table().get(0).put("NewRemoteHost", "203.0.113.9");
    }

    @Test
    void ruleForOneRemoteHost_isNamedWithIt() throws Exception {
        holdRule();
        assertEquals(
                "203.0.113.9", router.gateway().find(KEY).map(each -> each.remoteHost()).get());

        router.refusing("AddPortMapping", 718);
        GatewayException failure = failure(ASKED);
        assertEquals(Reason.CONFLICT, failure.reason());
        assertTrue(
                failure.getMessage().contains("for connections from 203.0.113.9 only"),
                failure.getMessage());
    }

    @Test
    void ownMappingBesideIt_isOpenedAndClosed() throws Exception {
        holdRule();
        assertEquals(80, map(ASKED).mapping().internalPort());
        assertEquals(80, router.gateway().find(KEY).orElseThrow().internalPort());

        router.gateway().unmap(KEY);
        assertEquals(1, router.table().size());
        assertEquals("203.0.113.9", router.table().get(0).get("NewRemoteHost"));
    }

    /** Most routers: they are asked once. */
    @Test
    void withoutSuchRules_theLookUpIsBelieved() throws Exception {
        router.holdOther(8080);
        UpnpGateway gateway = router.gateway();
        gateway.find(KEY);
        int before = router.asked().size();

        assertEquals(
                "192.0.2.9", gateway.find(KEY).orElseThrow().internalClient().getHostAddress());
        assertEquals(before + 1, router.asked().size());
    }
}
