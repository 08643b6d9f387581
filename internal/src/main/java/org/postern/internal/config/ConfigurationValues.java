// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.config;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Reads the values of one configuration, which are text when they come from files, and numbers when
 * they come from consoles. An unusable value is noted and does not disturb the reading of the
 * others. For one thread.
 */
public final class ConfigurationValues {
    private static final int LONGEST_SHOWN = 40;

    private final Map<String, ?> values;
    private final List<String> faults = new ArrayList<>();
    private final Set<String> known = new TreeSet<>();

    /**
     * Reads nothing yet.
     *
     * @param values by key
     */
    public ConfigurationValues(Map<String, ?> values) {
        this.values = values;
    }

    /**
     * What was wrong so far.
     *
     * @return each key with its fault and with what is allowed; empty when all could be used
     */
    public Optional<String> faults() {
        return faults.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", faults));
    }

    /**
     * Logs what was wrong so far, in one line, if anything was, and then the unknown keys.
     *
     * @param log of the caller
     * @param pid of the configuration
     */
    public void logFaults(Logger log, String pid) {
        faults().ifPresent(
                        faults ->
                                log.log(
                                        Level.WARNING,
                                        "The configuration "
                                                + pid
                                                + " is used with defaults: "
                                                + faults
                                                + "."));
        logUnknownKeys(log, pid);
    }

    /**
     * Logs the keys that were not read, such as misspelt ones. Keys with a dot belong to the
     * framework, or to what wrote the configuration.
     *
     * @param log of the caller
     * @param pid of the configuration
     */
    public void logUnknownKeys(Logger log, String pid) {
        Set<String> unknown = new TreeSet<>(values.keySet());
        unknown.removeAll(known);
        unknown.removeIf(key -> key.contains("."));
        if (!unknown.isEmpty()) {
            log.log(
                    Level.WARNING,
                    "The configuration "
                            + pid
                            + " has keys that are not used: "
                            + unknown.stream()
                                    .map(ConfigurationValues::shown)
                                    .collect(Collectors.joining(", "))
                            + ". Known are "
                            + String.join(", ", known)
                            + ".");
        }
    }

    /**
     * Reads a whole number.
     *
     * @param key of the value
     * @param least allowed
     * @param most allowed
     * @param otherwise when it is missing or not allowed
     * @return from {@code least} to {@code most}, or {@code otherwise}
     */
    public int number(String key, int least, int most, int otherwise) {
        return present(key) ? number(key, least, most).orElse(otherwise) : otherwise;
    }

    /**
     * Reads a whole number that must be there.
     *
     * @param key of the value
     * @param least allowed
     * @param most allowed
     * @return empty when it is missing or not allowed
     */
    public OptionalInt number(String key, int least, int most) {
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

    /**
     * Reads true or false, in any case of letters.
     *
     * @param key of the value
     * @param otherwise when it is missing or neither
     * @return the value
     */
    public boolean flag(String key, boolean otherwise) {
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

    /**
     * Reads the name of a constant, in any case of letters.
     *
     * @param <E> the enum
     * @param key of the value
     * @param otherwise when it is missing or unknown
     * @return the constant
     */
    public <E extends Enum<E>> E choice(String key, E otherwise) {
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

    /**
     * Reads a text without the spaces around it.
     *
     * @param key of the value
     * @return empty when it is missing
     */
    public String text(String key) {
        known.add(key);
        Object value = values.get(key);
        return value == null ? "" : value.toString().strip();
    }

    /**
     * Reads a value of another type.
     *
     * @param <T> the type
     * @param key of the value
     * @param reader of its text; empty where that is no such value
     * @param right what may be used instead
     * @return empty when it is missing or unusable
     */
    public <T> Optional<T> parsed(String key, Function<String, Optional<T>> reader, String right) {
        if (!present(key)) {
            return Optional.empty();
        }
        Optional<T> value = reader.apply(text(key));
        if (value.isEmpty()) {
            fault(key, "cannot be used", right);
        }
        return value;
    }

    private boolean present(String key) {
        return !text(key).isEmpty();
    }

    private void fault(String key, String wrong, String right) {
        faults.add("'" + key + "' " + wrong + " (" + shown(text(key)) + "): " + right);
    }

    private static String shown(String value) {
        String text = value.replaceAll("\\p{Cntrl}", "?");
        return "'"
                + (text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "…")
                + "'";
    }
}
