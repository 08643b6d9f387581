// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postern.api.gateway.Advice;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingResult;
import org.postern.api.gateway.Protocol;
import org.postern.api.gateway.Reason;

import java.net.InetAddress;
import java.util.List;
import java.util.Set;

/** Conflicts whose cause is not a mapping that is found at the port. */
@Timeout(60)
class ConflictCauseTest extends OneSoapRouter {
    private void refuseAll() {
        router.refusing("AddPortMapping", 718);
    }

    /** Quirk A49. */
    @Test
    void internalPortThatIsMappedAlready_isNamedWithItsExternalPort() {
        router.holdOwn(5000, 80);
        refuseAll();

        GatewayException failure = failure(ASKED);

        assertEquals(Reason.CONFLICT, failure.reason());
        assertEquals(Set.of(Advice.ANY_PORT), failure.advice());
        assertEquals(
                "Router refused AddPortMapping for TCP port 8080 with error 718: it seems to"
                        + " forward an internal port only once, and port 80 of this machine is open"
                        + " as TCP port 5000 already. Use that one, or close it first.",
                failure.getMessage());
    }

    @Test
    void internalPortThatIsMappedAlready_isTheAnswer_whereAnyPortWillDo() throws Exception {
        router.holdOwn(5000, 80);
        refuseAll();

        MappingResult result = map(StubSoapRouter.anyPort(8080, 80));

        assertEquals(5000, result.mapping().externalPort());
        assertEquals(1, router.asked("AddPortMapping").size());
        assertEquals(List.of(5000), router.ports());
    }

    @Test
    void internalPortOfAnotherHost_isTheAnswerToo() throws Exception {
        router.hold(Protocol.TCP, 5000, "192.0.2.9", 80, "");
        refuseAll();
        InetAddress host = InetAddress.getByName("192.0.2.9");

        MappingResult result = map(StubSoapRouter.anyPort(8080, 80).client(host));
        assertEquals(5000, result.mapping().externalPort());
        assertEquals(1, router.asked("AddPortMapping").size());

        GatewayException failure = failure(ASKED.client(host));
        assertEquals(Reason.CONFLICT, failure.reason());
        assertTrue(failure.getMessage().contains("port 80 of 192.0.2.9 is open as TCP port 5000"));
    }

    @Test
    void internalPortThatIsMappedForTooShort_isMappedAgainThere() throws Exception {
        router.holdOwn(5000, 80);
        router.table().get(0).put("NewLeaseDuration", "100");
        refuseUnless(718, add -> add.get("NewExternalPort").equals("5000"));

        MappingResult result = map(StubSoapRouter.anyPort(8080, 80));

        assertEquals(5000, result.mapping().externalPort());
        assertEquals(3600, result.mapping().lease().toSeconds());
    }

    @Test
    void mappingsOfOthersToTheSameNumber_areNoReason() {
        router.hold(Protocol.TCP, 5000, "192.0.2.9", 80, "");
        router.hold(Protocol.UDP, 5001, "127.0.0.1", 80, "");
        refuseAll();

        assertTrue(failure(ASKED).getMessage().contains("though it shows no mapping there"));
    }

    /** Quirk A50: a look-up for any remote host does not find it. */
    @Test
    void ruleForOneRemoteHost_isNamedWithItsHolder() {
        router.holdOther(8080);
        router.table().get(0).put("NewRemoteHost", "203.0.113.9");
        refuseAll();

        GatewayException failure = failure(ASKED);

        assertEquals(Reason.CONFLICT, failure.reason());
        assertEquals(
                "Router refused AddPortMapping for TCP port 8080 with error 718: it holds the port"
                        + " for 192.0.2.9 port 8080 ('xbox'), for connections from 203.0.113.9"
                        + " only. Choose another port.",
                failure.getMessage());
    }

    /** Quirk A51. */
    @Test
    void ownMappingOfAnotherProtocol_isSaidToBeOne() {
        router.hold(Protocol.TCP, 8080, "127.0.0.1", 81, "PCP MAP 0123456789abcdef01234567");
        refuseAll();
        router.refusing("DeletePortMapping", 606);

        GatewayException failure = failure(ASKED);

        assertTrue(
                failure.getMessage()
                        .startsWith(
                                "Router refused AddPortMapping for TCP port 8080 with error 718: it"
                                        + " holds the port for this machine already, to internal"
                                        + " port 81 ('PCP MAP 0123456789abcdef01234567'), opened"
                                        + " over NAT-PMP or PCP. Close it with the program that"
                                        + " opened it, or choose another port."),
                failure.getMessage());
    }

    /** Quirk A52. */
    @Test
    void portOfTheRoutersOwnUpnp_isNotAskedFor() throws Exception {
        int own = router.port();

        GatewayException failure =
                assertThrows(
                        GatewayException.class,
                        () -> map(StubSoapRouter.request(own, 80, "", 3600)));

        assertEquals(Reason.RESERVED, failure.reason());
        assertEquals(Set.of(Advice.ANY_PORT), failure.advice());
        assertEquals(
                "AddPortMapping was not sent: Router itself is controlled at TCP port "
                        + own
                        + ", and could not be reached any more. Choose another port.",
                failure.getMessage());
        assertEquals(List.of(), router.asked("AddPortMapping"));
    }

    @Test
    void portOfTheRoutersOwnUpnp_isPassedBy_whereAnyPortWillDo() throws Exception {
        int own = router.port();

        MappingResult result = map(StubSoapRouter.anyPort(own, 80));

        assertTrue(result.mapping().externalPort() != own);
        assertEquals(2, result.notes().size());
    }
}
