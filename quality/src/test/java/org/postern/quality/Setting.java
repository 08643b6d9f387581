// SPDX-License-Identifier: Apache-2.0
package org.postern.quality;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One setting as a web console sees it (OSGi Metatype, attribute definition).
 *
 * @param key in the configuration
 * @param type of Metatype: String, Integer, Boolean …
 * @param name that is shown
 * @param description that is shown
 * @param standard the default; may be empty text
 * @param required whether a value must be there
 * @param min lowest value
 * @param max highest value
 * @param options the values, where only some are possible
 */
record Setting(
        String key,
        String type,
        String name,
        String description,
        Optional<String> standard,
        boolean required,
        Optional<String> min,
        Optional<String> max,
        List<String> options) {
    private static final Set<String> NUMBERS =
            Set.of("Integer", "Long", "Short", "Byte", "Double", "Float");

    boolean isNumber() {
        return NUMBERS.contains(type);
    }

    /** By the key: timeoutMillis, leaseSeconds. Empty where the number is no quantity. */
    String unit() {
        if (key.endsWith("Millis")) {
            return "ms";
        }
        return key.endsWith("Seconds") ? "s" : "";
    }

    /** Without one, nothing works until somebody sets it. */
    boolean hasDefault() {
        return standard.filter(text -> !text.isEmpty() || !required).isPresent();
    }

    /** How its description ends: web consoles show neither the range nor, once set, the default. */
    String ending() {
        String range = withUnit(min.orElse("?") + " to " + max.orElse("?"));
        String text = standard.filter(each -> !each.isEmpty()).map(this::withUnit).orElse("empty");
        return (isNumber() ? " Range: " + range + "." : "")
                + (hasDefault() ? " Default: " + text + "." : " No default.");
    }

    private String withUnit(String text) {
        return unit().isEmpty() ? text : text + " " + unit();
    }
}
