// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.output;

import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.Protocol;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Names many ports in few characters. */
public final class PortNames {
    private PortNames() {}

    /** Such as {@code TCP 80, 6000-6010 and UDP 53}. */
    public static String of(Collection<PortKey> keys) {
        List<String> names = new ArrayList<>();
        for (Protocol protocol : Protocol.values()) {
            SortedSet<Integer> ports = new TreeSet<>();
            keys.stream()
                    .filter(key -> key.protocol() == protocol)
                    .forEach(key -> ports.add(key.externalPort()));
            if (!ports.isEmpty()) {
                names.add(protocol + " " + ranges(ports));
            }
        }
        return String.join(" and ", names);
    }

    private static String ranges(SortedSet<Integer> ports) {
        List<String> ranges = new ArrayList<>();
        int first = ports.first();
        int last = first;
        for (int port : ports) {
            if (port > last + 1) {
                ranges.add(range(first, last));
                first = port;
            }
            last = port;
        }
        ranges.add(range(first, last));
        return String.join(", ", ranges);
    }

    private static String range(int first, int last) {
        return first == last ? String.valueOf(first) : first + "-" + last;
    }

    /** A text without numbers and protocols of ports: all that differs between similar texts. */
    public static String removedFrom(String text, List<PortKey> keys) {
        String result = text;
        for (PortKey key : keys) {
            result =
                    result.replaceAll(
                            "\\b(?:" + key.externalPort() + "|" + key.protocol() + ")\\b", "*");
        }
        return result;
    }
}
