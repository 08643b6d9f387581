// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.diagnosis;

import org.postern.api.doctor.Confidence;
import org.postern.api.doctor.Diagnosis;
import org.postern.api.doctor.Note;
import org.postern.api.doctor.Observation;
import org.postern.shell.commands.output.Block;
import org.postern.shell.commands.output.Block.Line;
import org.postern.shell.commands.output.Table;

import java.util.List;
import java.util.Optional;

/**
 * A diagnosis for people.
 *
 * @param command the next step as a command
 * @param raw whether to show raw values
 */
record DiagnosisText(Diagnosis diagnosis, Optional<String> command, boolean raw) {
    List<Block> blocks() {
        return List.of(
                verdict(),
                Block.of(""),
                columns -> List.of(new Line("Looked at", true)),
                observations());
    }

    private Table verdict() {
        Table table = Table.plain();
        if (diagnosis.alternatives().isEmpty()) {
            table.row("Cause", diagnosis.message());
        } else {
            table.row(
                    "Cause", diagnosis.alternatives().size() > 1 ? "One of these:" : "One of two:");
            diagnosis.message().lines().forEach(each -> table.row("", "- " + each));
        }
        table.row("Do this", diagnosis.next());
        command.ifPresent(each -> table.row("Command", each));
        if (!diagnosis.check().isEmpty()) {
            table.row("To tell them apart", diagnosis.check());
        }
        table.row("Sure", diagnosis.confidence() == Confidence.HIGH ? "yes" : "no");
        for (Note each : diagnosis.notes()) {
            table.row("Note", each.text());
        }
        return table;
    }

    private Table observations() {
        Table table = Table.plain();
        for (Observation each : diagnosis.observations()) {
            table.row("  " + word(each.result()), each.text());
            if (raw) {
                each.values()
                        .forEach(
                                (name, value) ->
                                        table.row("", each.id() + "." + name + ": " + value));
            }
        }
        return table;
    }

    private static String word(Observation.Result result) {
        return switch (result) {
            case OK -> "ok";
            case WRONG -> "WRONG";
            case UNKNOWN -> "?";
            case NOT_JUDGED -> "-";
        };
    }
}
