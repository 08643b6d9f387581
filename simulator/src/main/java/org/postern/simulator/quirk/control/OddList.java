// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.quirk.control;

import org.postern.simulator.quirk.control.Around.Way;
import org.postern.simulator.soap.ActionFault;
import org.postern.simulator.soap.ActionHandler;
import org.postern.simulator.soap.Arguments;
import org.postern.simulator.soap.UpnpError;

import java.net.InetAddress;
import java.util.List;

/** Ways of GetGenericPortMappingEntry to count and to end. */
public final class OddList {
    /** The action that these are for. */
    public static final String ACTION = "GetGenericPortMappingEntry";

    private static final String INDEX = "NewPortMappingIndex";
    private static final int PORTS = 65_535;

    private OddList() {}

    /** The first entry has the index 1, and there is none of index 0. */
    public static Way fromOne() {
        return (plain, arguments, caller) -> {
            int index = arguments.port(INDEX);
            if (index == 0) {
                throw UpnpError.INDEX_INVALID.fault();
            }
            return at(index - 1, plain, arguments, caller);
        };
    }

    /** After the last entry it comes again and again. */
    public static Way repeatingTheLast() {
        return (plain, arguments, caller) -> {
            int last = count(plain, arguments, caller) - 1;
            int index = arguments.port(INDEX);
            return at(last < 0 ? index : Math.min(index, last), plain, arguments, caller);
        };
    }

    /** After the last entry the first comes again. */
    public static Way startingAgain() {
        return (plain, arguments, caller) -> {
            int count = count(plain, arguments, caller);
            int index = arguments.port(INDEX);
            return at(count == 0 ? index : index % count, plain, arguments, caller);
        };
    }

    /** After the last entry there are others, each with another port, made up. */
    public static Way withoutEnd() {
        return (plain, arguments, caller) -> {
            int index = arguments.port(INDEX);
            if (index < count(plain, arguments, caller)) {
                return plain.call(arguments, caller);
            }
            String port = Integer.toString(PORTS - index % PORTS);
            return List.of("", port, "UDP", port, "192.0.2.77", "1", "made up", "0");
        };
    }

    /** After the first look an entry is gone, and the others have moved up. */
    public static Way shrinking() {
        return (plain, arguments, caller) -> {
            int index = arguments.port(INDEX);
            return at(index == 0 ? 0 : index + 1, plain, arguments, caller);
        };
    }

    private static int count(ActionHandler plain, Arguments arguments, InetAddress caller) {
        int count = 0;
        try {
            while (count <= PORTS) {
                at(count, plain, arguments, caller);
                count++;
            }
        } catch (ActionFault end) {
            return count;
        }
        return count;
    }

    private static List<String> at(
            int index, ActionHandler plain, Arguments arguments, InetAddress caller)
            throws ActionFault {
        return plain.call(arguments.with(INDEX, Integer.toString(index)), caller);
    }
}
