// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.wording;

import org.postern.api.doctor.Note;
import org.postern.doctor.verdict.Fact;
import org.postern.doctor.verdict.Facts;
import org.postern.doctor.verdict.Finding;
import org.postern.doctor.verdict.Measurement;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Words for what was met besides the cause. */
final class NoteWords {
    private NoteWords() {}

    static Note of(Finding finding) {
        Facts facts =
                finding.facts()
                        .get(Fact.MEASUREMENTS)
                        .map(each -> finding.facts().with(Fact.MEASUREMENTS, measurements(each)))
                        .orElse(finding.facts());
        return new Note(finding.kind(), words(finding.kind()).what(facts));
    }

    private static Words words(Note.Kind kind) {
        return switch (kind) {
            case PERMANENT_ONLY ->
                    Words.what(
                            "{GATEWAY} takes permanent mappings only: a port stays open until it is"
                                    + " closed.");
            case ANNOUNCEMENTS_NOT_HEARD ->
                    Words.what(
                            "Another program, {PROGRAM}, keeps UDP port 1900 to itself: restarts of"
                                    + " the router are noticed later, unless it ends or shares the"
                                    + " port. Ports can be opened all the same.");
            case NO_MULTICAST ->
                    Words.what(
                            "{GATEWAY} answers when it is asked directly, and not by multicast: its"
                                    + " restarts are noticed later. Ports can be opened all the"
                                    + " same.");
            case OTHER_GATEWAY -> Words.what("Another gateway is in the network: {OTHER_GATEWAY}.");
            case OTHER_DEVICES ->
                    Words.what("Other devices answered that are no gateways: {DEVICES}.");
            case NO_HAIRPIN ->
                    Words.what(
                            "The port was not reached at the external address from inside the"
                                    + " network, which many routers do not forward. It may be"
                                    + " reached from outside all the same.");
            case RESTARTED ->
                    Words.what(
                            "If the port was open before: the connection of {GATEWAY} has been up"
                                + " for {SECONDS} s only, so it may have restarted, and forgotten"
                                + " its mappings.");
            case UPNP_OFF ->
                    Words.what(
                            "UPnP is switched off in {GATEWAY}, which opens ports over other"
                                    + " protocols.");
            case NOT_MEASURED ->
                    Words.what(
                            "Not measured: {MEASUREMENTS}.",
                            "The helper outside could not be asked: {FAILURE}");
            case TEST_MAPPING_LEFT ->
                    Words.what(
                            "{?PERMANENT}The mapping that was made for a test at port {OTHER_PORT}"
                                    + " could not be removed. It is permanent: close it by hand.",
                            "The mapping that was made for a test at port {OTHER_PORT} could not be"
                                    + " removed. It ends after two minutes.");
        };
    }

    private static String measurements(String names) {
        return Arrays.stream(names.split(", "))
                .map(each -> Measurement.valueOf(each.toUpperCase(Locale.ROOT)))
                .map(NoteWords::measurement)
                .collect(Collectors.joining("; "));
    }

    private static String measurement(Measurement measurement) {
        return switch (measurement) {
            case WAY_OUT -> "how traffic leaves this machine";
            case NEIGHBOUR -> "whether somebody has the address of the default gateway";
            case DROPPED_PACKETS -> "whether this machine drops what arrives";
            case INTERNET -> "whether the router is connected, and its address";
            case LISTENING -> "which programs listen on this machine";
            case INBOUND -> "whether this machine lets in what comes from outside";
        };
    }
}
