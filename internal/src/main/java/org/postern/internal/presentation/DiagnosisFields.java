// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.presentation;

import org.jspecify.annotations.Nullable;
import org.postern.api.doctor.Diagnosis;
import org.postern.api.doctor.DiagnosisRequest;
import org.postern.api.doctor.Observation;
import org.postern.internal.json.JsonFields;

import java.util.Locale;
import java.util.Map;

/** A diagnosis for programs. */
public final class DiagnosisFields {
    private static final double MILLIS = 1000;

    private DiagnosisFields() {}

    public static Map<String, @Nullable Object> of(DiagnosisRequest request, Diagnosis diagnosis) {
        return new JsonFields()
                .put("cause", diagnosis.cause())
                .put("alternatives", diagnosis.alternatives().stream().map(Enum::name).toList())
                .put("confidence", lower(diagnosis.confidence()))
                .put("message", diagnosis.message())
                .put("next", next(diagnosis))
                .put("works", diagnosis.works())
                .put("port", request.port())
                .put("protocol", request.port().isPresent() ? request.protocol() : null)
                .put("gateway", diagnosis.gateway())
                .put("notes", diagnosis.notes().stream().map(each -> each.kind().name()).toList())
                .put(
                        "evidence",
                        diagnosis.observations().stream().map(DiagnosisFields::of).toList())
                .put("seconds", diagnosis.took().toMillis() / MILLIS)
                .map();
    }

    private static String next(Diagnosis diagnosis) {
        return diagnosis.check().isEmpty()
                ? diagnosis.next()
                : diagnosis.next() + " To tell them apart: " + diagnosis.check();
    }

    private static Object of(Observation observation) {
        return new JsonFields()
                .put("id", observation.id())
                .put("result", lower(observation.result()))
                .put("text", observation.text())
                .put("values", observation.values())
                .map();
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
