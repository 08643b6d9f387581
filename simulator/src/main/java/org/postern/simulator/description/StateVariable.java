// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.description;

import java.util.List;
import java.util.Optional;

/**
 * A state variable of a service.
 *
 * @param dataType of UDA 1.1, section 2.5, such as ui2
 * @param evented whether the standard events it
 * @param allowedValues of a string; empty: any
 * @param range of a number
 */
public record StateVariable(
        String name,
        String dataType,
        boolean evented,
        List<String> allowedValues,
        Optional<Range> range) {

    /** Smallest and largest value. */
    public record Range(long minimum, long maximum) {}

    /** Copies the allowed values. */
    public StateVariable {
        allowedValues = List.copyOf(allowedValues);
    }

    /** A variable that is not evented and takes every value of its type. */
    public static StateVariable variable(String name, String dataType) {
        return new StateVariable(name, dataType, false, List.of(), Optional.empty());
    }

    /** This variable, evented. */
    public StateVariable events() {
        return new StateVariable(name, dataType, true, allowedValues, range);
    }

    /** This variable, limited to the values. */
    public StateVariable allowing(String... values) {
        return new StateVariable(name, dataType, evented, List.of(values), range);
    }

    /** This variable, limited to the range. */
    public StateVariable between(long minimum, long maximum) {
        Range limits = new Range(minimum, maximum);
        return new StateVariable(name, dataType, evented, allowedValues, Optional.of(limits));
    }
}
