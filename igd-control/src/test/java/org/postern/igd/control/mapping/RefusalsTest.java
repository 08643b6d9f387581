// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.Protocol;
import org.postern.igd.control.calls.Attempt;
import org.postern.igd.control.gateway.OneSoapRouter;
import org.postern.igd.control.gateway.StubSoapRouter;
import org.postern.igd.control.soap.UpnpErrors;

import java.net.InetAddress;
import java.time.Duration;

/** What a user reads when a port is refused, once no other words are left for it. */
@Timeout(60)
class RefusalsTest extends OneSoapRouter {
    @Test
    void anothersEntry_isNamed() throws Exception {
        PortMapping holder =
                new PortMapping(
                        Protocol.TCP,
                        8080,
                        InetAddress.getByName("192.0.2.9"),
                        81,
                        "xbox",
                        true,
                        Duration.ZERO,
                        "");

        PortRefusal refusal = explain(8080, new Outcome.Occupied(holder, failure(718)));

        assertEquals(
                "Router refused AddPortMapping for TCP port 8080 with error 718: it holds the port"
                        + " for 192.0.2.9 port 81 ('xbox'). Choose another port.",
                refusal.failure().getMessage());
        assertEquals("TCP port 8080 is taken by 192.0.2.9.", refusal.note().orElseThrow());
    }

    /** Quirk A16. */
    @Test
    void aConflictAtAnEmptyPort_isNotSaidToBeOne() throws Exception {
        PortRefusal refusal = refused(8080, 718);

        assertEquals(
                "Router refused AddPortMapping for TCP port 8080 with error 718, though it shows no"
                        + " mapping there: a rule of its own or a hidden one of another client uses"
                        + " the port, or it does not let this machine map it. Try another port;"
                        + " else look in the router's settings, and whether this machine got its"
                        + " address from the router (DHCP).",
                refusal.failure().getMessage());
        assertEquals(
                "TCP port 8080 is taken or not permitted (error 718).",
                refusal.note().orElseThrow());
    }

    @Test
    void theSameNumberOnly_isExplained() throws Exception {
        assertEquals(
                "Router refused AddPortMapping for TCP port 8080 to 80 with error 724: it forwards"
                        + " a port only to the same number inside. Open port 80 instead, or let"
                        + " your program listen on 8080.",
                refused(8080, 724).failure().getMessage());
    }

    /** Quirk A19. */
    @Test
    void aLowPort_isSaidToBeLow() throws Exception {
        assertEquals(
                "Router refused AddPortMapping for TCP port 79 with error 606. Many routers refuse"
                        + " ports below 1024: choose one of 1024 or above; else look in its"
                        + " settings whether UPnP may change port mappings.",
                refused(79, 606).failure().getMessage());
    }

    /** Quirk A18. */
    @Test
    void aTableThatMayBeFull_isSaidToBeLong() throws Exception {
        for (int port = 1; port <= 9; port++) {
            router.holdOther(port);
        }

        assertEquals(
                failure(402).getMessage()
                        + " It lists 9 mappings: if its table is full, remove some that are no"
                        + " longer needed.",
                refused(8080, 402).failure().getMessage());
    }

    /** What the list refutes is not said. */
    @Test
    void aTable_isSaidToBeFull_onlyWhereTheListPermitsIt() throws Exception {
        assertEquals(failure(402).getMessage(), refused(8080, 402).failure().getMessage());
        assertEquals(
                failure(728).getMessage() + " It lists no mappings.",
                refused(8080, 728).failure().getMessage());

        router.refusing("GetGenericPortMappingEntry", 401);

        assertEquals(
                failure(402).getMessage() + " Its table may be full.",
                refused(8080, 402).failure().getMessage());
    }

    @Test
    void portAfterPort_theReasonIsGuessed_unlessSomethingIsSeen() {
        String start = "Router refused AddPortMapping for 17 ports, lastly with error 718";

        assertEquals(
                start
                        + ", though it shows no mapping at them: it probably does not let this"
                        + " machine map any port, or none to an internal port that is open already."
                        + " Look in its settings under UPnP, and whether this machine is in its"
                        + " main network and got its address from the router (DHCP).",
                Refusals.everywhere("Router", true, 17, failure(718)).getMessage());
        assertEquals(
                start + ". Name a port far from these.",
                Refusals.everywhere("Router", false, 17, failure(718)).getMessage());
    }

    private PortRefusal refused(int port, int code) throws Exception {
        return explain(port, new Outcome.Refused(code, failure(code)));
    }

    private PortRefusal explain(int port, Outcome.Failed outcome) throws Exception {
        return Refusals.explain(
                Attempt.of(StubSoapRouter.request(port, 80, "web", 0)), outcome, router.session());
    }

    private static GatewayException failure(int code) {
        return UpnpErrors.failure(code, "It failed.");
    }
}
