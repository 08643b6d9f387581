// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.description;

import java.util.List;
import java.util.Optional;

/**
 * A variable of a data type of UDA 1.1, section 2.5, such as ui2; evented if the standard says so.
 * The allowed values are those of a string (empty: any), the range is that of a number.
 */
public record StateVariable(
        String name,
        String dataType,
        boolean evented,
        List<String> allowedValues,
        Optional<Range> range) {

    public record Range(long minimum, long maximum) {}

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

    public StateVariable allowing(String... values) {
        return new StateVariable(name, dataType, evented, List.of(values), range);
    }

    public StateVariable between(long minimum, long maximum) {
        Range limits = new Range(minimum, maximum);
        return new StateVariable(name, dataType, evented, allowedValues, Optional.of(limits));
    }
}
