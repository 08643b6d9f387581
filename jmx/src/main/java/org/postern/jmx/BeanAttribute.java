// SPDX-License-Identifier: Apache-2.0
package org.postern.jmx;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

import javax.management.openmbean.OpenMBeanAttributeInfo;
import javax.management.openmbean.OpenMBeanAttributeInfoSupport;
import javax.management.openmbean.SimpleType;

/**
 * An attribute that can be read.
 *
 * @param <T> what it is read from
 * @param info its name, type and description
 * @param reader gives its value; null where there is none now
 */
record BeanAttribute<T>(OpenMBeanAttributeInfo info, Function<T, @Nullable Object> reader) {
    /** A number. */
    static <T> BeanAttribute<T> number(
            String name, String description, Function<T, @Nullable Long> reader) {
        return of(name, description, SimpleType.LONG, reader::apply);
    }

    /** A number that may be unknown. */
    static <T> BeanAttribute<T> count(
            String name, String description, Function<T, OptionalLong> reader) {
        return number(
                name,
                description + "; null while it is not known",
                from -> {
                    OptionalLong count = reader.apply(from);
                    return count.isPresent() ? count.getAsLong() : null;
                });
    }

    static <T> BeanAttribute<T> text(
            String name, String description, Function<T, Optional<String>> reader) {
        return of(name, description, SimpleType.STRING, from -> reader.apply(from).orElse(null));
    }

    static <T> BeanAttribute<T> time(
            String name, String description, Function<T, Optional<Instant>> reader) {
        return of(
                name,
                description,
                SimpleType.DATE,
                from -> reader.apply(from).map(Date::from).orElse(null));
    }

    private static <T> BeanAttribute<T> of(
            String name,
            String description,
            SimpleType<?> type,
            Function<T, @Nullable Object> reader) {
        return new BeanAttribute<>(
                new OpenMBeanAttributeInfoSupport(name, description, type, true, false, false),
                reader);
    }

    String name() {
        return info.getName();
    }
}
