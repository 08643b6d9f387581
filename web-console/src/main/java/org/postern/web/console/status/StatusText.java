// SPDX-License-Identifier: Apache-2.0
package org.postern.web.console.status;

import org.postern.api.doctor.Diagnosis;
import org.postern.api.doctor.Observation;
import org.postern.api.gateway.GatewayInfo;
import org.postern.api.gateway.Pinhole;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.WanStatus;
import org.postern.api.keeper.KeeperEvent;
import org.postern.api.keeper.PortStatus.Holding;
import org.postern.api.keeper.PortStatus.Trouble;
import org.postern.web.console.internal.address.Ipv6Text;
import org.postern.web.console.internal.presentation.GatewayDetails;
import org.postern.web.console.internal.presentation.KeptRow;
import org.postern.web.console.internal.presentation.LocalAddresses;
import org.postern.web.console.internal.presentation.ModelName;
import org.postern.web.console.internal.presentation.Quantities;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** The status as lines of text, for a support file. */
public final class StatusText {
    private static final String INDENT = "  ";

    private final StringBuilder text = new StringBuilder();

    private StatusText() {}

    public static String of(ConsoleStatus status) {
        StatusText all = new StatusText();
        all.line("Postern at " + time(status.at()));
        all.gateways(status.gateways(), status.local());
        all.kept(status.kept());
        all.troubles(status.troubles());
        all.examination(status.examination());
        return all.text.toString();
    }

    private void gateways(List<GatewayStatus> gateways, LocalAddresses local) {
        title("Gateways");
        if (gateways.isEmpty()) {
            line(INDENT + "none");
        }
        gateways.forEach(each -> gateway(each, local));
    }

    private void gateway(GatewayStatus gateway, LocalAddresses local) {
        GatewayInfo info = gateway.info();
        line(INDENT + (info.name().isEmpty() ? "a gateway without a name" : info.name()));
        fact("Model", ModelName.of(info.manufacturer(), info.modelName()));
        fact("Address", Ipv6Text.of(info.address()));
        fact("This machine", Ipv6Text.of(info.localAddress()));
        fact("Protocols", String.join(", ", info.controlProtocols()));
        fact(
                "External address",
                gateway.externalAddress().map(Ipv6Text::of).orElse("none")
                        + " ("
                        + gateway.verdict().words()
                        + ")");
        gateway.warning().ifPresent(each -> fact("Warning", each));
        Optional<GatewayDetails> details = gateway.answers().details();
        fact("Status", details.flatMap(GatewayDetails::status).map(WanStatus::status).orElse(""));
        fact("Link", details.map(GatewayDetails::linkText).orElse(""));
        fact("Traffic", details.map(GatewayDetails::trafficText).orElse(""));
        gateway.answers().mappings().ifPresent(each -> mappings(each, local));
    }

    private void mappings(MappingList list, LocalAddresses local) {
        fact("Mappings", "as of " + time(list.at()) + (list.failure().isEmpty() ? "" : ":"));
        if (!list.failure().isEmpty()) {
            line(INDENT.repeat(3) + list.failure());
        }
        for (PortMapping each : list.mappings()) {
            line(
                    INDENT.repeat(3)
                            + each.key()
                            + " to "
                            + Quantities.endPoint(each.internalClient(), each.internalPort())
                            + (local.contain(each.internalClient()) ? " (this machine)" : "")
                            + ", lease "
                            + Quantities.lease(each)
                            + (each.description().isEmpty() ? "" : ", " + each.description()));
        }
        for (Pinhole each : list.pinholes()) {
            line(
                    INDENT.repeat(3)
                            + each.protocol()
                            + " port "
                            + each.port()
                            + " over IPv6 to "
                            + Ipv6Text.of(each.client())
                            + ", lease "
                            + Quantities.lease(each.lease()));
        }
    }

    private void kept(Optional<List<KeptLine>> kept) {
        title("Kept ports");
        if (kept.isEmpty()) {
            line(INDENT + "no port keeper is running");
        } else if (kept.get().isEmpty()) {
            line(INDENT + "none");
        }
        kept.stream().flatMap(List::stream).map(KeptLine::row).forEach(this::kept);
    }

    private void kept(KeptRow row) {
        line(
                INDENT
                        + row.key()
                        + " over "
                        + row.family()
                        + ": "
                        + row.status().phase()
                        + row.holding().map(StatusText::holding).orElse("")
                        + ", kept by "
                        + row.origin());
        row.status().lastTrouble().ifPresent(this::trouble);
    }

    private static String holding(Holding holding) {
        PortMapping mapping = holding.port().mapping();
        return holding.port()
                        .externalAddress()
                        .map(each -> " at " + Quantities.endPoint(each, mapping.externalPort()))
                        .orElse(" at port " + mapping.externalPort())
                + holding.goodUntil().map(each -> " until " + time(each)).orElse("");
    }

    private void trouble(Trouble trouble) {
        line(INDENT.repeat(2) + "last trouble " + time(trouble.at()) + ": " + trouble.sentence());
    }

    private void troubles(List<KeeperEvent> troubles) {
        title("Last troubles");
        if (troubles.isEmpty()) {
            line(INDENT + "none");
        }
        troubles.forEach(each -> line(INDENT + time(each.at()) + "  " + each.sentence()));
    }

    private void examination(ExaminationState examination) {
        title("Doctor");
        if (examination.report().isEmpty()) {
            line(INDENT + "no examination yet");
            return;
        }
        ExaminationState.Report report = examination.report().get();
        Diagnosis diagnosis = report.diagnosis();
        line(INDENT + time(report.at()) + "  " + diagnosis.cause());
        line(INDENT + diagnosis.message());
        line(INDENT + diagnosis.next());
        for (Observation each : diagnosis.observations()) {
            line(INDENT.repeat(2) + each.result() + "  " + each.text());
        }
    }

    private void title(String title) {
        text.append('\n');
        line(title);
    }

    private void fact(String name, String value) {
        if (!value.isBlank()) {
            line(INDENT.repeat(2) + name + ": " + value);
        }
    }

    /** One line, whatever a gateway calls itself. */
    private void line(String line) {
        text.append(line.replaceAll("\\p{Cntrl}", " ")).append('\n');
    }

    private static String time(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
