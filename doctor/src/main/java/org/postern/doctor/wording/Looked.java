// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.wording;

import org.postern.api.doctor.Observation;
import org.postern.api.doctor.Observation.Result;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** An observation in the making. */
final class Looked {
    private final String id;
    private final Map<String, Object> values = new LinkedHashMap<>();
    private Result result = Result.OK;
    private String text = "";

    Looked(String id) {
        this.id = id;
    }

    String id() {
        return id;
    }

    Result result() {
        return result;
    }

    Looked result(Result other) {
        result = other;
        return this;
    }

    Looked text(String sentence) {
        text = sentence;
        return this;
    }

    /** A raw value; text is made plain. */
    Looked value(String name, Object value) {
        values.put(name, value instanceof String string ? PlainText.of(string) : value);
        return this;
    }

    Looked value(String name, Optional<?> value) {
        value.ifPresent(each -> value(name, each));
        return this;
    }

    Looked value(String name, OptionalLong value) {
        value.ifPresent(each -> value(name, (Object) each));
        return this;
    }

    Observation observation() {
        return new Observation(id, result, PlainText.of(text), values);
    }
}
