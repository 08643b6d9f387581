// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.soap;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The arguments of a call, complete and known by name; values that do not fit their type are
 * refused with 402.
 */
public final class Arguments {
    private static final long MAX_UI2 = 65_535;
    private static final long MAX_UI4 = 4_294_967_295L;

    private final Map<String, String> values;

    Arguments(Map<String, String> values) {
        this.values = Map.copyOf(values);
    }

    public Arguments with(String name, String value) {
        Map<String, String> others = new HashMap<>(values);
        others.put(name, value);
        return new Arguments(others);
    }

    /** A string, trimmed. */
    public String text(String name) throws ActionFault {
        String value = values.get(name);
        if (value == null) {
            throw new ActionFault(UpnpError.INVALID_ARGS);
        }
        return value.trim();
    }

    /** A ui2, as ports are. */
    public int port(String name) throws ActionFault {
        return (int) number(name, MAX_UI2);
    }

    /** A ui4. */
    public long number(String name) throws ActionFault {
        return number(name, MAX_UI4);
    }

    /** A boolean in one of the spellings of UDA 1.1, section 2.5. */
    public boolean flag(String name) throws ActionFault {
        return switch (text(name).toLowerCase(Locale.ROOT)) {
            case "1", "true", "yes" -> true;
            case "0", "false", "no" -> false;
            default -> throw new ActionFault(UpnpError.INVALID_ARGS);
        };
    }

    private long number(String name, long max) throws ActionFault {
        String digits = text(name);
        if (!digits.matches("\\d{1,10}") || Long.parseLong(digits) > max) {
            throw new ActionFault(UpnpError.INVALID_ARGS);
        }
        return Long.parseLong(digits);
    }
}
