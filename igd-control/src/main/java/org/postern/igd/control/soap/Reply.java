// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.soap;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** What a service answered to an action. */
public sealed interface Reply {
    /**
     * The action was done.
     *
     * @param arguments the out arguments by name, without regard to case (quirk A34); values as
     *     they came, trimmed
     */
    record Done(Map<String, String> arguments) implements Reply {
        /** An out argument by its name in the standard; empty when it did not come. */
        public Optional<String> argument(String name) {
            return Optional.ofNullable(arguments.get(name));
        }

        /**
         * The out argument of an action that has one, which some routers give another name (quirk
         * A55).
         */
        public Optional<String> onlyArgument(String name) {
            return arguments.size() == 1
                    ? Optional.of(arguments.values().iterator().next())
                    : argument(name);
        }
    }

    /**
     * The service refused.
     *
     * @param errorCode of UPnP; empty when the fault holds none
     * @param description the router's words, cleaned; may be empty
     */
    record Fault(OptionalInt errorCode, String description) implements Reply {}

    /**
     * The device refused in HTTP alone.
     *
     * @param status 300..999
     */
    record HttpRefusal(int status) implements Reply {}

    /** A success that holds no response: what the action did is unknown. */
    record Nothing() implements Reply {}
}
