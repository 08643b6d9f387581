// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.postern.igd.control.events.SubscribedRouter.BODY;
import static org.postern.igd.control.events.SubscribedRouter.LOOPBACK;
import static org.postern.igd.control.events.SubscribedRouter.SID;
import static org.postern.igd.control.events.SubscribedRouter.message;
import static org.postern.igd.control.events.SubscribedRouter.status;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.net.InetAddress;
import java.net.SocketException;

/** Which messages are taken for events: only the router's, on the secret path. */
@Timeout(60)
class EventDeliveryTest {
    private SubscribedRouter router;
    private String path;

    @BeforeEach
    void subscribe() throws Exception {
        router = new SubscribedRouter();
        path = router.callback().getPath();
    }

    @AfterEach
    void close() {
        router.close();
    }

    @Test
    void eventsInOrder_areTold() throws Exception {
        assertEquals(200, router.event("1"));
        assertEquals(200, status(router.notify(path + "/?x=1", SID, "2", BODY)));
        router.events.next();
        router.events.next();
        router.assertUnaskedAndQuiet();
    }

    @Test
    void repeatedEvent_isToldOnce() throws Exception {
        assertEquals(200, router.event("0"));
        router.assertUnaskedAndQuiet();
    }

    @Test
    void eventWithoutALength_isTakenAtTheEndOfItsDocument() throws Exception {
        String whole = message(path, SID, "1", BODY);
        String answer = router.send(LOOPBACK, whole.replaceFirst("CONTENT-LENGTH: .*\r\n", ""));
        assertEquals(200, status(answer));
        assertEquals("Connected", router.events.next().get("ConnectionStatus"));
    }

    @Test
    void strangersMessages_areRefused() throws Exception {
        // Until the answer to SUBSCRIBE is read, anybody's may be the first one.
        while (status(router.notify(path, "uuid:nobody", "1", BODY)) != 412) {
            Thread.onSpinWait();
        }
        assertEquals(412, status(router.notify("/postern/", SID, "1", BODY)));
        assertEquals(412, status(router.notify("/", SID, "1", BODY)));
        String get = "GET " + path + " HTTP/1.0\r\nSID: " + SID + "\r\nContent-Length: 0\r\n\r\n";
        assertEquals(412, status(router.send(LOOPBACK, get)));
        assertEquals(400, status(router.send(LOOPBACK, "nonsense\r\n\r\n")));
        assertEquals(0, router.events.left());
    }

    @Test
    void otherHosts_areNotListenedTo() throws Exception {
        InetAddress other = InetAddress.getByName("127.0.0.9");
        String answer;
        try {
            answer = router.send(other, message(path, SID, "1", BODY));
        } catch (SocketException reset) {
            answer = "";
        }
        assertEquals("", answer);
        assertEquals(0, router.events.left());
    }

    @Test
    void hugeEvent_isRefused() throws Exception {
        String answer;
        try {
            answer = router.notify(path, SID, "1", "<a>" + "x".repeat(200_000) + "</a>");
        } catch (SocketException reset) {
            answer = "";
        }
        assertNotEquals(200, status(answer));
        assertEquals(0, router.events.left());
    }
}
