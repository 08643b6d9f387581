// SPDX-License-Identifier: Apache-2.0
package org.postern.api.gateway;

import org.jspecify.annotations.Nullable;

/**
 * A fact that only some control protocols know of a gateway. Each protocol's package keeps its own
 * constants.
 *
 * @param <T> the type of its values, whose {@code toString} is fit for a service property
 * @param name the service property under which it is published, such as {@code
 *     postern.gateway.serial.number}
 * @param type the type of its values
 */
public record Attribute<T>(String name, Class<T> type) {
    // The JDK generates a record's own equals and hashCode at their first call, in a dozen classes.

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Attribute<?> attribute
                && name.equals(attribute.name)
                && type.equals(attribute.type);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }
}
