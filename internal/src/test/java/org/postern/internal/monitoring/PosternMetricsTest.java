// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.monitoring;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.postern.api.gateway.CallStatistics;
import org.postern.api.gateway.GatewayInfo;
import org.postern.api.gateway.Reason;
import org.postern.api.keeper.KeeperStatistics;
import org.postern.api.keeper.PortPhase;
import org.postern.api.keeper.PortStatus;
import org.postern.internal.monitoring.GatewayReading.TrafficReading;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class PosternMetricsTest {
    private static final Instant TIME = Instant.ofEpochSecond(1_767_225_600);

    private static final KeeperReading KEEPER =
            new KeeperReading(
                    Map.of(PortPhase.OPEN, 2L, PortPhase.TAKEN, 1L),
                    new KeeperStatistics(4, 30, 2, 1, Optional.of(TIME)),
                    Optional.of(
                            new PortStatus.Trouble(
                                    TIME.plusSeconds(1), Reason.CONFLICT, Optional.empty(), "T")));

    private static GatewayReading gateway(String id, Optional<TrafficReading> traffic) {
        GatewayInfo info = new StubGateway(id).info();
        return new GatewayReading(
                info,
                Optional.of(InetAddress.getLoopbackAddress()),
                TIME,
                new CallStatistics(9, 3),
                traffic);
    }

    private static String text(Optional<KeeperReading> keeper, GatewayReading... gateways) {
        return new String(PosternMetrics.of(keeper, List.of(gateways)), StandardCharsets.UTF_8);
    }

    /** A change of a name breaks dashboards and alerts. */
    @Test
    void allMetrics() {
        TrafficReading traffic = new TrafficReading(TIME, StubGateway.traffic(7).orElseThrow());

        assertEquals(
                """
                # HELP postern_gateways Gateways that are known now.
                # TYPE postern_gateways gauge
                postern_gateways 1
                # HELP postern_ports Kept ports, by how far they are.
                # TYPE postern_ports gauge
                postern_ports{phase="open"} 2
                postern_ports{phase="taken"} 1
                # HELP postern_searches_total Searches for gateways that control protocols began.
                # TYPE postern_searches_total counter
                postern_searches_total 4
                # HELP postern_renewals_total Renewals of leases that gateways were asked for.
                # TYPE postern_renewals_total counter
                postern_renewals_total 30
                # HELP postern_failed_renewals_total Renewals that gateways refused or did not answer.
                # TYPE postern_failed_renewals_total counter
                postern_failed_renewals_total 2
                # HELP postern_reopened_total Kept ports that were open again after they were lost.
                # TYPE postern_reopened_total counter
                postern_reopened_total 1
                # HELP postern_last_change_timestamp_seconds When the last event of a gateway or a kept port happened, renewals aside.
                # TYPE postern_last_change_timestamp_seconds gauge
                postern_last_change_timestamp_seconds 1767225600
                # HELP postern_last_trouble_timestamp_seconds When something went wrong last with a port that is kept now.
                # TYPE postern_last_trouble_timestamp_seconds gauge
                postern_last_trouble_timestamp_seconds 1767225601
                # HELP postern_gateway_address 1 for each gateway that has an external address, with that address.
                # TYPE postern_gateway_address gauge
                postern_gateway_address{gateway="one",external_address="127.0.0.1"} 1
                # HELP postern_gateway_last_change_timestamp_seconds When the gateway was seen first, or its address changed, or it may have restarted.
                # TYPE postern_gateway_last_change_timestamp_seconds gauge
                postern_gateway_last_change_timestamp_seconds{gateway="one"} 1767225600
                # HELP postern_gateway_calls_total Questions and requests to the gateway.
                # TYPE postern_gateway_calls_total counter
                postern_gateway_calls_total{gateway="one"} 9
                # HELP postern_gateway_failed_calls_total Those that the gateway refused or did not answer.
                # TYPE postern_gateway_failed_calls_total counter
                postern_gateway_failed_calls_total{gateway="one"} 3
                # HELP postern_gateway_bytes_sent_total Bytes sent to the internet.
                # TYPE postern_gateway_bytes_sent_total counter
                postern_gateway_bytes_sent_total{gateway="one"} 7
                # HELP postern_gateway_bytes_received_total Bytes received from the internet.
                # TYPE postern_gateway_bytes_received_total counter
                postern_gateway_bytes_received_total{gateway="one"} 2
                # HELP postern_gateway_packets_sent_total Packets sent to the internet.
                # TYPE postern_gateway_packets_sent_total counter
                postern_gateway_packets_sent_total{gateway="one"} 3
                """,
                text(Optional.of(KEEPER), gateway("one", Optional.of(traffic))));
    }

    @Test
    void withoutKeeperAndGateways_onlyTheirNumberIsTold() {
        assertEquals(
                """
                # HELP postern_gateways Gateways that are known now.
                # TYPE postern_gateways gauge
                postern_gateways 0
                """,
                text(Optional.empty()));
    }

    /** Names come from devices. */
    @Test
    void aHostileId_staysALabel() {
        String text =
                text(
                        Optional.empty(),
                        gateway("x\"} 1\npostern_gateways 99\n\\é", Optional.empty()));

        assertTrue(
                text.contains(
                        "postern_gateway_calls_total"
                                + "{gateway=\"x\\\"} 1\\npostern_gateways 99\\n\\\\é\"} 9\n"),
                text);
        assertEquals(1, text.lines().filter(line -> line.startsWith("postern_gateways ")).count());
    }

    @Test
    void theTextIsUtf8() {
        byte[] bytes = PosternMetrics.of(Optional.empty(), List.of(gateway("é", Optional.empty())));

        assertArrayEquals(
                new String(bytes, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8), bytes);
        assertTrue(new String(bytes, StandardCharsets.UTF_8).contains("gateway=\"é\""));
    }

    /** As the format asks for: the samples of a family stand together. */
    @Test
    void severalGateways_areSamplesOfOneFamily() {
        String text =
                text(
                        Optional.empty(),
                        gateway("one", Optional.empty()),
                        gateway("two", Optional.empty()));

        assertTrue(
                text.contains(
                        """
                        # TYPE postern_gateway_calls_total counter
                        postern_gateway_calls_total{gateway="one"} 9
                        postern_gateway_calls_total{gateway="two"} 9
                        """),
                text);
    }
}
