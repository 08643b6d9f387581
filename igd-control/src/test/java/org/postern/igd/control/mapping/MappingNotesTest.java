// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.postern.igd.control.gateway.StubSoapRouter.done;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.Protocol;
import org.postern.igd.control.gateway.OneSoapRouter;
import org.postern.igd.control.gateway.StubSoapRouter;

import java.util.List;
import java.util.Optional;

/** What a user reads of the steps of a call, with its result or its failure. */
@Timeout(60)
class MappingNotesTest extends OneSoapRouter {
    @Test
    void otherWords_andWhatTheyLedTo() throws Exception {
        refuseUnless(725, add -> add.get("NewLeaseDuration").equals("0"));
        assertNotes(
                "After error 725 it was tried with a permanent lease.",
                "Asked for a lease of 3600 s, the router holds a permanent lease.");

        refuseUnless(605, add -> add.get("NewPortMappingDescription").isEmpty());
        assertNotes(
                "After error 605 it was tried with the protocol in the description, then with no"
                        + " description.",
                "The router keeps no description.");
    }

    @Test
    void whatTheRouterHoldsAlready() throws Exception {
        router.hold(Protocol.TCP, 8080, "127.0.0.1", 80, "web");
        router.table().get(0).put("NewLeaseDuration", "3600");
        router.refusing("AddPortMapping", 501);

        assertNotes("The router refused with error 501, but holds the mapping.");
    }

    /** Quirk A51: as if the router had taken it from this program. */
    @Test
    void whatAnotherProtocolHasOpened() throws Exception {
        router.hold(Protocol.TCP, 8080, "127.0.0.1", 80, "NAT-PMP 8080 tcp");
        router.refusing("AddPortMapping", 718);

        assertNotes(
                "The router refused with error 718, but holds the mapping.",
                "It was opened over NAT-PMP or PCP ('NAT-PMP 8080 tcp'): the program that opened"
                        + " it may close it.",
                "Asked for a lease of 3600 s; the router does not say how long it holds the"
                        + " mapping.");
    }

    @Test
    void anOlderMappingInTheWay() throws Exception {
        router.holdOwn(8080, 4444);
        refuseUnless(718, add -> router.ports().isEmpty());

        assertNotes(
                "An older mapping of this machine to internal port 4444 stood there and was"
                        + " removed first.");
    }

    @Test
    void anOlderMapping_isPutBack() {
        router.holdOwn(8080, 4444);
        refuseUnless(718, add -> add.get("NewInternalPort").equals("4444"));

        String message = failure(ASKED).getMessage();

        assertEquals("The older mapping was put back.", message.substring(message.length() - 31));
    }

    @Test
    void anotherInternalPort() throws Exception {
        router.on(
                "AddPortMapping",
                add -> {
                    add.put("NewInternalPort", "8080");
                    return Optional.empty();
                });

        assertEquals(
                "The router forwards to internal port 8080.",
                notes(ASKED).get(notes(ASKED).size() - 1));
    }

    @Test
    void anotherExternalPort() throws Exception {
        router.holdOther(8080);
        refuseUnless(718, add -> !add.get("NewExternalPort").equals("8080"));

        assertEquals(
                List.of(
                        "TCP port 8080 is taken by 192.0.2.9.",
                        "TCP port 8081 was opened instead of 8080."),
                notes(StubSoapRouter.anyPort(8080, 80)));
    }

    @Test
    void theSameNumberOnly() throws Exception {
        refuseUnless(724, add -> add.get("NewExternalPort").equals(add.get("NewInternalPort")));

        assertEquals(
                List.of(
                        "The router wants the same port outside and inside (error 724).",
                        "TCP port 9090 was opened instead of 8080."),
                notes(StubSoapRouter.anyPort(8080, 9090)));
    }

    @Test
    void whatTheRouterDoesNotDisclose() throws Exception {
        router.refusing("GetSpecificPortMappingEntry", 606);

        assertNotes("This is what was requested: the router does not disclose what it holds.");
    }

    @Test
    void whatTheRouterDoesNotDisclose_isNotSaidToBeHeld() throws Exception {
        router.refusing("GetSpecificPortMappingEntry", 606);
        refuseUnless(725, add -> add.get("NewLeaseDuration").equals("0"));

        assertNotes(
                "After error 725 it was tried with a permanent lease.",
                "This is what was requested: the router does not disclose what it holds.",
                "Asked for a lease of 3600 s, the router accepted a permanent lease.");
    }

    @Test
    void aLostAnswerToAddAny_leavesInDoubt() throws Exception {
        router.close();
        router = new StubSoapRouter(2);
        refuseUnless(718, add -> false);
        router.on("AddAnyPortMapping", add -> Optional.of(StubSoapRouter.LOST));
        router.refusing("GetGenericPortMappingEntry", 401);

        GatewayException failure =
                assertThrows(GatewayException.class, () -> notes(StubSoapRouter.anyPort(8080, 80)));

        assertEquals(
                " It may have opened a port."
                        + " TCP port 8080 is taken or not permitted (error 718)."
                        + " The answer to AddAnyPortMapping was lost.",
                failure.getMessage().substring(failure.getMessage().indexOf(" It may have")));
    }

    @Test
    void aRangeWithNothingOfOurs() {
        router.holdOther(6001);
        router.on("AddPortMapping", add -> Optional.of(done()));

        GatewayException failure =
                assertThrows(
                        GatewayException.class,
                        () -> router.gateway().unmapRange(Protocol.TCP, 6000, 6010));

        assertEquals(
                "Router lists no mapping of this machine in the TCP ports 6000 to 6010, only 1 of"
                        + " other clients, which are left alone.",
                failure.getMessage());
    }

    private void assertNotes(String... expected) throws Exception {
        assertEquals(List.of(expected), notes(ASKED));
    }

    private List<String> notes(MappingRequest request) throws Exception {
        return map(request).notes();
    }
}
