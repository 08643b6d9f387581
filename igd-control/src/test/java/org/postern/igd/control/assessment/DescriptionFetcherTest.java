// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.assessment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Reason;
import org.postern.igd.control.description.DeviceLocation;
import org.postern.igd.control.http.HttpClient;
import org.postern.igd.control.internal.threads.LoopThread;
import org.postern.igd.control.search.TestEngines;
import org.postern.testkit.StubHttpDevice;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletionException;

/** What a user reads when a description cannot be fetched. */
@Timeout(60)
class DescriptionFetcherTest {
    private final HttpClient http = new HttpClient();
    private final LoopThread loop = new LoopThread("test-loop");

    @AfterEach
    void close() {
        http.close();
        loop.shutdown();
    }

    @Test
    void anotherStatus_isTold() throws Exception {
        assertFails(
                Reason.TRANSPORT_ERROR,
                "answered with HTTP status 404",
                StubHttpDevice.response(404, "<html/>"));
    }

    @Test
    void whatIsNoDescription_isTold() throws Exception {
        assertFails(
                Reason.INVALID_RESPONSE,
                "is unreadable: the document is an HTML page",
                StubHttpDevice.response(200, "<html>login</html>"));
    }

    @Test
    void whatIsNoHttp_isTold() throws Exception {
        assertFails(
                Reason.INVALID_RESPONSE, "is unreadable: the answer is no HTTP", "220 ready\r\n");
    }

    @Test
    void nobodyThere_isTold() throws Exception {
        StubHttpDevice gone = StubHttpDevice.hanging();
        gone.close();

        assertFails(Reason.UNREACHABLE, "could not be fetched: Connection refused", gone);
    }

    private void assertFails(Reason reason, String what, String answer) throws Exception {
        try (StubHttpDevice device = StubHttpDevice.answering(answer)) {
            assertFails(reason, what, device);
        }
    }

    private void assertFails(Reason reason, String what, StubHttpDevice device) throws Exception {
        URI url = device.url("/d.xml");
        DeviceLocation location = DeviceLocation.of(url, device.address(), "a test");
        var fetch =
                new DescriptionFetcher(http, loop, TestEngines.firewalls())
                        .fetch(location, Duration.ofSeconds(30));
        GatewayException failure =
                assertInstanceOf(
                        GatewayException.class,
                        assertThrows(CompletionException.class, fetch::join).getCause());
        assertEquals(reason, failure.reason());
        assertEquals(
                "The description "
                        + url
                        + " "
                        + what
                        + ". Check the URL and that the device is on.",
                failure.getMessage());
    }
}
