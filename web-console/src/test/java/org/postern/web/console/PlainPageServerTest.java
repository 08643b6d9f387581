// SPDX-License-Identifier: Apache-2.0
package org.postern.web.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postern.api.finder.GatewayQuery;
import org.postern.api.gateway.Protocol;
import org.postern.api.keeper.PageServer;
import org.postern.api.keeper.PortPhase;
import org.postern.testkit.fakes.FakeKeeper;
import org.postern.testkit.fakes.Fakes;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

@Timeout(60)
class PlainPageServerTest {
    private static final String TOKEN = "0123456789abcdef";

    private final FakeKeeper keeper = new FakeKeeper();
    private final List<URI> pages = new ArrayList<>();

    @Test
    void theKeeperIsShown() throws Exception {
        keeper.add(Fakes.request(Protocol.UDP, 5000), "program").phase(PortPhase.OPEN);
        try (PageServer.Serving serving =
                new PlainPageServer()
                        .serve(keeper, GatewayQuery.standard(), 0, TOKEN, pages::add)) {
            HttpResponse<String> metrics =
                    HttpClient.newHttpClient()
                            .send(
                                    HttpRequest.newBuilder(serving.metrics())
                                            .header("Authorization", "Bearer " + TOKEN)
                                            .build(),
                                    HttpResponse.BodyHandlers.ofString());

            assertEquals(200, metrics.statusCode());
            assertTrue(
                    metrics.body().contains("postern_ports{phase=\"open\"} 1\n"), metrics.body());
            assertEquals("10", System.getProperty(PlainPageServer.LONGEST_REQUEST));
            assertEquals("60", System.getProperty(PlainPageServer.LONGEST_RESPONSE));
        }
    }

    @Test
    void closed_itHasEnded_andTheKeeperGoesOn() throws Exception {
        PageServer.Serving serving =
                new PlainPageServer().serve(keeper, GatewayQuery.standard(), 0, TOKEN, pages::add);
        serving.close();
        serving.close();

        serving.awaitEnd();
        assertEquals(List.of(), keeper.calls);
    }

    @Test
    void aPortThatIsTaken_isAFailure() throws Exception {
        try (PageServer.Serving first =
                new PlainPageServer()
                        .serve(keeper, GatewayQuery.standard(), 0, TOKEN, pages::add)) {
            int taken = first.metrics().getPort();

            assertThrows(
                    IOException.class,
                    () ->
                            new PlainPageServer()
                                    .serve(
                                            keeper,
                                            GatewayQuery.standard(),
                                            taken,
                                            TOKEN,
                                            pages::add));
        }
    }
}
