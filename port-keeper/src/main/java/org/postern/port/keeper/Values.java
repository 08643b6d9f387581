// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Reads the values of one configuration, which come as text from files and as numbers from
 * consoles. A fault is noted and never disturbs the reading of the rest. For one thread.
 */
final class Values {
    private static final int LONGEST_SHOWN = 40;

    private final Map<String, ?> values;
    private final List<String> faults = new ArrayList<>();

    Values(Map<String, ?> values) {
        this.values = values;
    }

    /** The whole of it when there is one: each key, what is wrong with it, and what is right. */
    Optional<String> faults() {
        return faults.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", faults));
    }

    int number(String key, int least, int most, int otherwise) {
        return present(key) ? number(key, least, most).orElse(otherwise) : otherwise;
    }

    /** Missing is a fault, too. */
    OptionalInt number(String key, int least, int most) {
        String range = "use " + least + " to " + most;
        if (!present(key)) {
            faults.add("'" + key + "' is missing: " + range);
            return OptionalInt.empty();
        }
        try {
            long number = Long.parseLong(text(key));
            if (number >= least && number <= most) {
                return OptionalInt.of((int) number);
            }
            fault(key, "is out of range", range);
        } catch (NumberFormatException e) {
            fault(key, "is no whole number", range);
        }
        return OptionalInt.empty();
    }

    boolean flag(String key, boolean otherwise) {
        return switch (text(key).toLowerCase(Locale.ROOT)) {
            case "" -> otherwise;
            case "true" -> true;
            case "false" -> false;
            default -> {
                fault(key, "is neither", "use true or false");
                yield otherwise;
            }
        };
    }

    <E extends Enum<E>> E choice(String key, E otherwise) {
        List<E> all = List.of(otherwise.getDeclaringClass().getEnumConstants());
        String text = text(key);
        if (text.isEmpty()) {
            return otherwise;
        }
        for (E each : all) {
            if (each.name().equalsIgnoreCase(text)) {
                return each;
            }
        }
        fault(key, "is unknown", "use one of " + all);
        return otherwise;
    }

    /** Empty where there is none. */
    String text(String key) {
        Object value = values.get(key);
        return value == null ? "" : value.toString().strip();
    }

    private boolean present(String key) {
        return !text(key).isEmpty();
    }

    private void fault(String key, String wrong, String right) {
        String text = text(key).replaceAll("\\p{Cntrl}", "?");
        String shown =
                text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "…";
        faults.add("'" + key + "' " + wrong + " ('" + shown + "'): " + right);
    }
}
