// SPDX-License-Identifier: Apache-2.0
package org.postern.web.console.page;

import org.postern.api.gateway.GatewayInfo;
import org.postern.api.gateway.WanStatus;
import org.postern.api.keeper.KeeperEvent;
import org.postern.web.console.internal.address.Ipv6Text;
import org.postern.web.console.internal.presentation.GatewayDetails;
import org.postern.web.console.internal.presentation.ModelName;
import org.postern.web.console.internal.presentation.Quantities;
import org.postern.web.console.status.AddressVerdict;
import org.postern.web.console.status.ConsoleStatus;
import org.postern.web.console.status.GatewayStatus;

import java.time.Instant;
import java.util.Optional;

/** The gateways, each with its facts, its traffic, and the mappings that it discloses. */
final class GatewaysPart {
    private final Html html;

    GatewaysPart(Html html) {
        this.html = html;
    }

    void write(ConsoleStatus status) {
        if (status.gateways().isEmpty()) {
            none(status);
        }
        int index = 0;
        for (GatewayStatus each : status.gateways()) {
            write(each, index++, status);
        }
    }

    private void none(ConsoleStatus status) {
        html.element(
                "p",
                "No gateway is known. One appears here as soon as it is found.",
                "class",
                "nothing");
        status.troubles().stream()
                .filter(each -> each.kind() == KeeperEvent.Kind.GATEWAY_MISSING)
                .findFirst()
                .ifPresent(each -> html.element("p", each.sentence(), "class", "trouble"));
    }

    private void write(GatewayStatus gateway, int index, ConsoleStatus status) {
        GatewayInfo info = gateway.info();
        String title = "postern-gateway-" + index;
        html.open("article", "aria-labelledby", title).open("h3", "id", title);
        html.foreign(info.name().isEmpty() ? "Gateway " + Ipv6Text.of(info.address()) : info.name())
                .close();
        facts(gateway);
        gateway.warning().ifPresent(each -> html.element("p", each, "class", "trouble"));
        traffic(gateway, status.at());
        new MappingsTable(html, gateway, index).write(status.local());
        html.close();
    }

    private void facts(GatewayStatus gateway) {
        GatewayInfo info = gateway.info();
        Optional<GatewayDetails> details = gateway.answers().details();
        Optional<WanStatus> wan = details.flatMap(GatewayDetails::status);
        html.open("dl");
        html.open("div").element("dt", "External address").open("dd");
        html.text(gateway.externalAddress().map(Ipv6Text::of).orElse("none"));
        if (gateway.verdict() != AddressVerdict.UNKNOWN) {
            html.text(" ")
                    .element(
                            "span",
                            gateway.verdict().words(),
                            "class",
                            gateway.verdict() == AddressVerdict.PUBLIC
                                    ? "badge good"
                                    : "badge bad");
        }
        html.close().close();
        fact("Address here", Ipv6Text.of(info.address()));
        fact("This machine", Ipv6Text.of(info.localAddress()));
        fact("Protocols", String.join(", ", info.controlProtocols()));
        fact("Model", ModelName.of(info.manufacturer(), info.modelName()));
        fact("Connection", wan.map(WanStatus::status).orElse(""));
        fact("Up for", wan.flatMap(WanStatus::uptime).map(Quantities::time).orElse(""));
        fact("Link", details.map(GatewayDetails::linkText).orElse(""));
        fact("Traffic so far", details.map(GatewayDetails::trafficText).orElse(""));
        html.close();
    }

    private void fact(String name, String value) {
        if (!value.isBlank()) {
            html.open("div").element("dt", name).open("dd").foreign(value).close().close();
        }
    }

    private void traffic(GatewayStatus gateway, Instant now) {
        if (!gateway.answers().sent().isEmpty() || !gateway.answers().received().isEmpty()) {
            new TrafficChart(html, now)
                    .write(gateway.answers().sent(), gateway.answers().received());
        }
    }
}
