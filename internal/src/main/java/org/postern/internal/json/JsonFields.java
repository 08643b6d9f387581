// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.json;

import org.jspecify.annotations.Nullable;
import org.postern.internal.address.Ipv6Text;

import java.net.InetAddress;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** The fields of one JSON object, in the order in which they are put. What is absent is null. */
public final class JsonFields {
    private final Map<String, @Nullable Object> fields = new LinkedHashMap<>();

    /**
     * Puts a field.
     *
     * @param key its name
     * @param value any value of the api: optionals are unpacked; enums, addresses, URLs and moments
     *     become text
     * @return this
     */
    public JsonFields put(String key, @Nullable Object value) {
        fields.put(key, plain(value));
        return this;
    }

    /**
     * Puts a text field.
     *
     * @param key its name
     * @param value empty for an absent one
     * @return this
     */
    public JsonFields putText(String key, String value) {
        return put(key, value.isEmpty() ? null : value);
    }

    /**
     * The object so far.
     *
     * @return in the order of the calls
     */
    public Map<String, @Nullable Object> map() {
        return Collections.unmodifiableMap(fields);
    }

    private static @Nullable Object plain(@Nullable Object value) {
        if (value instanceof Optional<?> optional) {
            return plain(optional.orElse(null));
        }
        if (value instanceof OptionalInt optional) {
            return optional.isPresent() ? optional.getAsInt() : null;
        }
        if (value instanceof OptionalLong optional) {
            return optional.isPresent() ? optional.getAsLong() : null;
        }
        if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        if (value instanceof Instant instant) {
            return instant.truncatedTo(ChronoUnit.MILLIS).toString();
        }
        if (value instanceof InetAddress address) {
            return Ipv6Text.of(address);
        }
        return value instanceof URI uri ? uri.toString() : value;
    }
}
