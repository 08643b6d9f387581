// SPDX-License-Identifier: Apache-2.0
package org.postern.web.console.status;

import org.jspecify.annotations.Nullable;
import org.postern.api.doctor.PortReach;
import org.postern.web.console.internal.json.JsonFields;
import org.postern.web.console.internal.json.JsonText;
import org.postern.web.console.internal.presentation.DeviceFields;
import org.postern.web.console.internal.presentation.DiagnosisFields;
import org.postern.web.console.internal.presentation.EventFields;
import org.postern.web.console.internal.presentation.GatewayDetails;
import org.postern.web.console.internal.presentation.GatewayFields;
import org.postern.web.console.internal.presentation.LocalAddresses;
import org.postern.web.console.internal.presentation.MappingFields;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The status as one JSON document, with the names and forms of {@code docs/commands.md}. */
public final class StatusJson {
    private StatusJson() {}

    /** On one line, in ASCII. */
    public static String of(ConsoleStatus status) {
        return JsonText.of(
                new JsonFields()
                        .put("at", status.at())
                        .put(
                                "gateways",
                                status.gateways().stream()
                                        .map(each -> gateway(each, status.local()))
                                        .toList())
                        .put("kept", status.kept().map(lines -> kept(lines, status.reaches())))
                        .put("troubles", status.troubles().stream().map(EventFields::of).toList())
                        .put("events", status.events().stream().map(EventFields::of).toList())
                        .put("search", search(status.search()))
                        .put("doctor", examination(status.examination()))
                        .map());
    }

    private static List<Map<String, @Nullable Object>> kept(
            List<KeptLine> lines, List<PortReach> reaches) {
        return lines.stream().map(each -> each.row().json(reaches)).toList();
    }

    private static Map<String, @Nullable Object> gateway(
            GatewayStatus gateway, LocalAddresses local) {
        GatewayAnswers answers = gateway.answers();
        Optional<GatewayDetails> told = answers.details();
        GatewayDetails details =
                new GatewayDetails(
                        told.flatMap(GatewayDetails::status),
                        gateway.externalAddress(),
                        told.flatMap(GatewayDetails::link),
                        told.flatMap(GatewayDetails::traffic));
        return GatewayFields.add(GatewayFields.of(gateway.info()), details)
                .put("verdict", gateway.verdict())
                .put("warning", gateway.warning())
                .put("mappings", answers.mappings().map(each -> mappings(each, local)))
                .put("mappingsAt", answers.mappings().map(MappingList::at))
                .putText("mappingsFailure", answers.mappings().map(MappingList::failure).orElse(""))
                .put("sent", rates(answers.sent()))
                .put("received", rates(answers.received()))
                .map();
    }

    private static List<Object> mappings(MappingList list, LocalAddresses local) {
        List<Object> all = new ArrayList<>();
        list.mappings().forEach(each -> all.add(MappingFields.of(each, local, list.remembered())));
        list.pinholes().forEach(each -> all.add(MappingFields.of(each)));
        return all;
    }

    private static List<Map<String, @Nullable Object>> rates(List<TrafficPoint> points) {
        return points.stream()
                .map(
                        each ->
                                new JsonFields()
                                        .put("at", each.at())
                                        .put("bytesPerSecond", rounded(each))
                                        .map())
                .toList();
    }

    private static @Nullable Long rounded(TrafficPoint point) {
        return point.bytesPerSecond().isPresent()
                ? Math.round(point.bytesPerSecond().getAsDouble())
                : null;
    }

    private static Map<String, @Nullable Object> search(SearchState search) {
        return new JsonFields()
                .put("running", search.running())
                .put("at", search.at())
                .put("devices", search.devices().stream().map(DeviceFields::of).toList())
                .putText("failure", search.failure())
                .map();
    }

    private static Map<String, @Nullable Object> examination(ExaminationState examination) {
        return new JsonFields()
                .put("running", examination.running())
                .put("at", examination.report().map(ExaminationState.Report::at))
                .put(
                        "diagnosis",
                        examination
                                .report()
                                .map(each -> DiagnosisFields.of(each.request(), each.diagnosis())))
                .putText("failure", examination.failure())
                .map();
    }
}
