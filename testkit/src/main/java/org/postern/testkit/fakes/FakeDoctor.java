// SPDX-License-Identifier: Apache-2.0
package org.postern.testkit.fakes;

import org.jspecify.annotations.Nullable;
import org.postern.api.doctor.Cause;
import org.postern.api.doctor.Confidence;
import org.postern.api.doctor.Diagnosis;
import org.postern.api.doctor.DiagnosisListener;
import org.postern.api.doctor.DiagnosisRequest;
import org.postern.api.doctor.Doctor;
import org.postern.api.doctor.Note;
import org.postern.api.doctor.Observation;
import org.postern.api.doctor.Remedy;
import org.postern.api.gateway.GatewayException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A doctor that comes to what a test says. */
public final class FakeDoctor implements Doctor {
    public final List<DiagnosisRequest> requests = new ArrayList<>();
    public Diagnosis diagnosis = diagnosis(Cause.VPN_ROUTE, List.of(), Optional.empty(), false);
    public @Nullable GatewayException failure;

    /** Blocks until it is interrupted. */
    public boolean blocks;

    /** With one observation and one note, of a gateway. */
    public static Diagnosis diagnosis(
            Cause cause, List<Cause> alternatives, Optional<Remedy> remedy, boolean works) {
        StringBuilder message = new StringBuilder("It is " + cause + ".");
        alternatives.forEach(each -> message.append("\nIt is ").append(each).append("."));
        return new Diagnosis(
                cause,
                alternatives,
                alternatives.isEmpty() ? Confidence.HIGH : Confidence.MEDIUM,
                message.toString(),
                "Mend it.",
                alternatives.isEmpty() ? "" : "Look closer.",
                remedy,
                works,
                Optional.of("http://192.168.1.1:5000/rootDesc.xml"),
                "Home Router",
                List.of(new Note(Note.Kind.PERMANENT_ONLY, "Permanent only.")),
                List.of(
                        new Observation(
                                "way-out",
                                Observation.Result.WRONG,
                                "it leaves elsewhere",
                                Map.of("source", "10.8.0.2"))),
                Duration.ofMillis(1234));
    }

    /** The same without raw values. */
    public static Diagnosis withoutValues(Diagnosis other) {
        return new Diagnosis(
                other.cause(),
                other.alternatives(),
                other.confidence(),
                other.message(),
                other.next(),
                other.check(),
                other.remedy(),
                other.works(),
                other.gateway(),
                other.gatewayName(),
                other.notes(),
                other.observations().stream()
                        .map(
                                each ->
                                        new Observation(
                                                each.id(), each.result(), each.text(), Map.of()))
                        .toList(),
                other.took());
    }

    /** The same without a gateway. */
    public static Diagnosis withoutGateway(Diagnosis other, List<Note> notes) {
        return new Diagnosis(
                other.cause(),
                other.alternatives(),
                other.confidence(),
                other.message(),
                other.next(),
                other.check(),
                other.remedy(),
                other.works(),
                Optional.empty(),
                "",
                notes,
                other.observations(),
                other.took());
    }

    @Override
    public Diagnosis diagnose(DiagnosisRequest request, DiagnosisListener listener)
            throws GatewayException, InterruptedException {
        requests.add(request);
        listener.looking("Asking the gateway");
        if (blocks) {
            Thread.sleep(Long.MAX_VALUE);
        }
        if (failure != null) {
            throw failure;
        }
        return diagnosis;
    }

    @Override
    public void close() {}
}
