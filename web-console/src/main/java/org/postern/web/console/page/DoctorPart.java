// SPDX-License-Identifier: Apache-2.0
package org.postern.web.console.page;

import org.postern.api.doctor.Diagnosis;
import org.postern.api.doctor.Note;
import org.postern.api.doctor.Observation;
import org.postern.web.console.status.ConsoleStatus;
import org.postern.web.console.status.ExaminationState;

/** The doctor's last report. */
final class DoctorPart {
    private final Html html;

    DoctorPart(Html html) {
        this.html = html;
    }

    void write(ConsoleStatus status) {
        ExaminationState examination = status.examination();
        if (examination.running()) {
            html.element(
                    "p",
                    examination.looking().isEmpty() ? "Examining …" : examination.looking() + " …",
                    "class",
                    "nothing");
        }
        if (!examination.failure().isEmpty()) {
            html.element("p", examination.failure(), "class", "trouble");
        }
        examination.report().ifPresent(this::report);
    }

    private void report(ExaminationState.Report report) {
        Diagnosis diagnosis = report.diagnosis();
        html.open("h3")
                .element(
                        "span",
                        diagnosis.cause().name(),
                        "class",
                        diagnosis.works() ? "badge good" : "badge bad");
        html.text(
                report.request().port().isPresent()
                        ? " "
                                + report.request().protocol()
                                + " port "
                                + report.request().port().getAsInt()
                        : "");
        html.close();
        paragraph("", diagnosis.message());
        paragraph("Do this: ", diagnosis.next());
        paragraph("To tell them apart: ", diagnosis.check());
        for (Note each : diagnosis.notes()) {
            paragraph("Note: ", each.text());
        }
        html.open("details", "id", "postern-evidence")
                .element("summary", "What was looked at", "id", "postern-evidence-summary");
        html.open("ul", "class", "evidence");
        for (Observation each : diagnosis.observations()) {
            html.open("li").element("span", word(each.result()), "class", style(each.result()));
            html.text(" ").foreign(each.text()).close();
        }
        html.close().close();
        html.open("p", "class", "nothing").text("Examined at ").time(report.at()).close();
    }

    private void paragraph(String title, String text) {
        for (String line : text.lines().filter(each -> !each.isBlank()).toList()) {
            html.open("p");
            if (!title.isEmpty()) {
                html.element("strong", title);
            }
            html.foreign(line).close();
        }
    }

    private static String word(Observation.Result result) {
        return switch (result) {
            case OK -> "ok";
            case WRONG -> "wrong";
            case UNKNOWN -> "not known";
            case NOT_JUDGED -> "not judged";
        };
    }

    private static String style(Observation.Result result) {
        return switch (result) {
            case OK -> "badge good";
            case WRONG -> "badge bad";
            case UNKNOWN, NOT_JUDGED -> "badge";
        };
    }
}
