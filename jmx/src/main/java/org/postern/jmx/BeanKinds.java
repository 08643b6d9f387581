// SPDX-License-Identifier: Apache-2.0
package org.postern.jmx;

import static org.postern.jmx.BeanAttribute.count;
import static org.postern.jmx.BeanAttribute.number;
import static org.postern.jmx.BeanAttribute.text;
import static org.postern.jmx.BeanAttribute.time;

import org.postern.api.gateway.Traffic;
import org.postern.api.keeper.PortPhase;
import org.postern.api.keeper.PortStatus;
import org.postern.jmx.internal.monitoring.GatewayReading;
import org.postern.jmx.internal.monitoring.GatewayReading.TrafficReading;
import org.postern.jmx.internal.monitoring.KeeperReading;
import org.postern.jmx.internal.monitoring.Monitor;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** What the beans show. docs/metrics.md lists the attributes. */
final class BeanKinds {
    /** A keeper, and how many gateways it knows. */
    private record KeeperView(KeeperReading keeper, int gateways) {}

    private static final List<BeanAttribute<KeeperView>> KEEPER =
            List.of(
                    number(
                            "Gateways",
                            "Gateways that are known now",
                            each -> (long) each.gateways()),
                    number("Kept", "Ports that are kept", each -> each.keeper().kept()),
                    ports("Open", "Kept ports that are open", PortPhase.OPEN),
                    ports(
                            "Opening",
                            "Kept ports that are being opened, or tried again soon",
                            PortPhase.OPENING),
                    ports("Waiting", "Kept ports without a gateway", PortPhase.WAITING),
                    ports("Taken", "Kept ports that somebody else has", PortPhase.TAKEN),
                    ports("Refused", "Kept ports that the gateway refuses", PortPhase.REFUSED),
                    number(
                            "Searches",
                            "Searches for gateways that control protocols began",
                            each -> each.keeper().statistics().searches()),
                    number(
                            "Renewals",
                            "Renewals of leases that gateways were asked for",
                            each -> each.keeper().statistics().renewals()),
                    number(
                            "FailedRenewals",
                            "Renewals that gateways refused or did not answer",
                            each -> each.keeper().statistics().failedRenewals()),
                    number(
                            "Reopened",
                            "Kept ports that were open again after they were lost",
                            each -> each.keeper().statistics().reopened()),
                    time(
                            "LastChange",
                            "When the last event happened, renewals aside; null before the first",
                            each -> each.keeper().statistics().lastChange()),
                    text(
                            "LastTrouble",
                            "What went wrong last with a port that is kept now; null when nothing"
                                    + " did",
                            each -> each.keeper().lastTrouble().map(PortStatus.Trouble::sentence)),
                    time(
                            "LastTroubleTime",
                            "When that was",
                            each -> each.keeper().lastTrouble().map(PortStatus.Trouble::at)));

    private static final List<BeanAttribute<GatewayReading>> GATEWAY =
            List.of(
                    text("Id", "What distinguishes the gateway", each -> some(each.info().id())),
                    text("Name", "The name for people", each -> some(each.info().name())),
                    text(
                            "Address",
                            "The address in the local network",
                            each -> some(each.info().address().getHostAddress())),
                    text(
                            "ControlProtocols",
                            "The protocols that control the gateway, separated by commas",
                            each -> some(String.join(",", each.info().controlProtocols()))),
                    text(
                            "ExternalAddress",
                            "The address in the internet; null while there is none",
                            each -> each.externalAddress().map(InetAddress::getHostAddress)),
                    time(
                            "LastChange",
                            "When the gateway was seen first, or its external address changed, or"
                                    + " it may have restarted",
                            each -> Optional.of(each.lastChange())),
                    number(
                            "Calls",
                            "Questions and requests to the gateway",
                            each -> each.statistics().calls()),
                    number(
                            "FailedCalls",
                            "Those that the gateway refused or did not answer",
                            each -> each.statistics().failedCalls()),
                    traffic("BytesSent", "Bytes sent to the internet", Traffic::bytesSent),
                    traffic(
                            "BytesReceived",
                            "Bytes received from the internet",
                            Traffic::bytesReceived),
                    traffic("PacketsSent", "Packets sent to the internet", Traffic::packetsSent),
                    traffic(
                            "PacketsReceived",
                            "Packets received from the internet",
                            Traffic::packetsReceived),
                    time(
                            "TrafficTime",
                            "When the gateway told its traffic; null when it never did",
                            each -> each.traffic().map(TrafficReading::at)));

    private BeanKinds() {}

    static OpenBean<?> keeper(Monitor monitor) {
        return new OpenBean<>(
                "Ports that are kept open",
                KEEPER,
                () ->
                        monitor.keeper()
                                .map(each -> new KeeperView(each, monitor.gatewayIds().size())));
    }

    static OpenBean<?> gateway(Monitor monitor, String id) {
        return new OpenBean<>("An internet gateway", GATEWAY, () -> monitor.gateway(id));
    }

    private static BeanAttribute<KeeperView> ports(
            String name, String description, PortPhase phase) {
        return number(name, description, each -> each.keeper().ports(phase));
    }

    private static BeanAttribute<GatewayReading> traffic(
            String name, String description, Function<Traffic, OptionalLong> counter) {
        return count(
                name,
                description + " since the gateway started or was seen first",
                each ->
                        each.traffic().isPresent()
                                ? counter.apply(each.traffic().get().counts())
                                : OptionalLong.empty());
    }

    private static Optional<String> some(String text) {
        return Optional.of(text);
    }
}
