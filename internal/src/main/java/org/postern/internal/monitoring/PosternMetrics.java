// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.monitoring;

import org.postern.api.gateway.Traffic;
import org.postern.api.keeper.KeeperStatistics;
import org.postern.api.keeper.PortPhase;
import org.postern.api.keeper.PortStatus;
import org.postern.internal.monitoring.PrometheusText.MetricType;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * The metrics of a keeper and its gateways for Prometheus. docs/metrics.md lists them; the rules for
 * the JMX agent give the same names.
 */
public final class PosternMetrics {
    /** The media type of the text. */
    public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusText text = new PrometheusText();
    private final List<GatewayReading> gateways;

    private PosternMetrics(List<GatewayReading> gateways) {
        this.gateways = gateways;
    }

    /**
     * Writes what a monitor reads now. Does not wait for the network.
     *
     * @param monitor of a keeper and its gateways
     * @return text in version 0.0.4 of the format, as UTF-8; without metrics of a keeper while there
     *     is none
     */
    public static byte[] of(Monitor monitor) {
        return of(monitor.keeper(), monitor.gateways());
    }

    static byte[] of(Optional<KeeperReading> keeper, List<GatewayReading> gateways) {
        PosternMetrics metrics = new PosternMetrics(gateways);
        metrics.number(
                "postern_gateways",
                MetricType.GAUGE,
                "Gateways that are known now.",
                gateways.size());
        keeper.ifPresent(metrics::keeper);
        metrics.gateways();
        return metrics.text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void keeper(KeeperReading keeper) {
        text.family("postern_ports", MetricType.GAUGE, "Kept ports, by how far they are.");
        for (PortPhase phase : keeper.ports().keySet()) {
            text.sample(
                    Map.of("phase", phase.name().toLowerCase(Locale.ROOT)), keeper.ports(phase));
        }
        KeeperStatistics done = keeper.statistics();
        number(
                "postern_searches_total",
                MetricType.COUNTER,
                "Searches for gateways that control protocols began.",
                done.searches());
        number(
                "postern_renewals_total",
                MetricType.COUNTER,
                "Renewals of leases that gateways were asked for.",
                done.renewals());
        number(
                "postern_failed_renewals_total",
                MetricType.COUNTER,
                "Renewals that gateways refused or did not answer.",
                done.failedRenewals());
        number(
                "postern_reopened_total",
                MetricType.COUNTER,
                "Kept ports that were open again after they were lost.",
                done.reopened());
        time(
                "postern_last_change_timestamp_seconds",
                "When the last event of a gateway or a kept port happened, renewals aside.",
                done.lastChange());
        time(
                "postern_last_trouble_timestamp_seconds",
                "When something went wrong last with a port that is kept now.",
                keeper.lastTrouble().map(PortStatus.Trouble::at));
    }

    private void gateways() {
        if (gateways.isEmpty()) {
            return;
        }
        addresses();
        text.family(
                "postern_gateway_last_change_timestamp_seconds",
                MetricType.GAUGE,
                "When the gateway was seen first, or its address changed, or it may have"
                        + " restarted.");
        gateways.forEach(each -> text.sample(labels(each), each.lastChange()));
        counts(
                "postern_gateway_calls_total",
                "Questions and requests to the gateway.",
                each -> OptionalLong.of(each.statistics().calls()));
        counts(
                "postern_gateway_failed_calls_total",
                "Those that the gateway refused or did not answer.",
                each -> OptionalLong.of(each.statistics().failedCalls()));
        traffic("bytes_sent", "Bytes sent to the internet.", Traffic::bytesSent);
        traffic("bytes_received", "Bytes received from the internet.", Traffic::bytesReceived);
        traffic("packets_sent", "Packets sent to the internet.", Traffic::packetsSent);
        traffic(
                "packets_received",
                "Packets received from the internet.",
                Traffic::packetsReceived);
    }

    /** The name has no ending that stands for a type in OpenMetrics, such as {@code _info}. */
    private void addresses() {
        if (gateways.stream().allMatch(each -> each.externalAddress().isEmpty())) {
            return;
        }
        text.family(
                "postern_gateway_address",
                MetricType.GAUGE,
                "1 for each gateway that has an external address, with that address.");
        for (GatewayReading each : gateways) {
            if (each.externalAddress().isPresent()) {
                Map<String, String> labels = new LinkedHashMap<>(labels(each));
                labels.put("external_address", each.externalAddress().get().getHostAddress());
                text.sample(labels, 1);
            }
        }
    }

    private void traffic(String what, String help, Function<Traffic, OptionalLong> counter) {
        counts(
                "postern_gateway_" + what + "_total",
                help,
                each ->
                        each.traffic().isPresent()
                                ? counter.apply(each.traffic().get().counts())
                                : OptionalLong.empty());
    }

    /** Without the gateways that do not count; without the family where none does. */
    private void counts(String name, String help, Function<GatewayReading, OptionalLong> counter) {
        if (gateways.stream().allMatch(each -> counter.apply(each).isEmpty())) {
            return;
        }
        text.family(name, MetricType.COUNTER, help);
        for (GatewayReading each : gateways) {
            counter.apply(each).ifPresent(value -> text.sample(labels(each), value));
        }
    }

    private static Map<String, String> labels(GatewayReading gateway) {
        return Map.of("gateway", gateway.info().id());
    }

    private void number(String name, MetricType type, String help, long value) {
        text.family(name, type, help);
        text.sample(Map.of(), value);
    }

    private void time(String name, String help, Optional<Instant> time) {
        if (time.isPresent()) {
            text.family(name, MetricType.GAUGE, help);
            text.sample(Map.of(), time.get());
        }
    }
}
