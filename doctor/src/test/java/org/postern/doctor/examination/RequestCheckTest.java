// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.examination;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.api.doctor.DiagnosisRequest;
import org.postern.api.finder.GatewayQuery;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Protocol;
import org.postern.api.gateway.Reason;
import org.postern.testkit.tin.TinProtocol;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/** A bad request fails before anything is looked at. */
class RequestCheckTest extends ExaminationFixture {
    private void assertInvalid(Reason reason, DiagnosisRequest request) {
        GatewayException failure = assertThrows(GatewayException.class, () -> examine(request));
        assertEquals(reason, failure.reason(), failure.getMessage());
        assertEquals(List.of(), collectors.calls);
        assertEquals(List.of(), told);
    }

    private static DiagnosisRequest of(GatewayQuery query) {
        return DiagnosisRequest.of(query);
    }

    @Test
    void portsAreInRange() {
        for (int each : new int[] {0, -1, 65_536}) {
            assertInvalid(Reason.INVALID_PORT, request().withPort(each, 80, Protocol.TCP));
            assertInvalid(Reason.INVALID_PORT, request().withPort(80, each, Protocol.TCP));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://host:8090",
                "ftp://host",
                "host:8090",
                "http:///tcp",
                "http://user@host",
                "http://host:0",
                "http://host:70000"
            })
    void aHelperIsNamedByAnHttpUrl(String url) {
        assertInvalid(Reason.INVALID_ARGUMENT, request().withHelper(URI.create(url)));
    }

    @Test
    void aStunServerIsNamedByItsHost() {
        assertInvalid(Reason.INVALID_ARGUMENT, request().withStun("host:99999"));
    }

    @Test
    void theQueryMakesSense() {
        protocols = List.of(new TinProtocol());
        GatewayQuery query = GatewayQuery.standard();
        assertInvalid(Reason.INVALID_ARGUMENT, of(query.withTimeout(Duration.ofSeconds(-1))));
        assertInvalid(Reason.INVALID_ARGUMENT, of(query.withNetworkInterface("none0")));
        assertInvalid(Reason.INVALID_ARGUMENT, of(query.withWanted("http://host name/")));
        assertInvalid(Reason.INVALID_ARGUMENT, of(query.withControlProtocol("upnp")));
    }
}
