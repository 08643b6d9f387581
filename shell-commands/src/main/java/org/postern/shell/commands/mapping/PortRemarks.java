// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.mapping;

import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.PortKey;
import org.postern.shell.commands.output.PortNames;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is to be said of ports that were opened. What is said of several in the same words, but for
 * their numbers, is said once. Used by one thread.
 */
final class PortRemarks {
    private final Map<String, List<PortKey>> ports = new LinkedHashMap<>();

    /** The first of similar ones, under what they have in common. */
    private final Map<String, String> texts = new LinkedHashMap<>();

    private final boolean single;

    /** Takes the ports of the command. */
    PortRemarks(List<MappingRequest> requests) {
        single = requests.size() == 1;
    }

    /** Of no port. */
    void add(String remark) {
        texts.putIfAbsent(remark, remark);
    }

    /** Of one port; texts name the external one, or the one inside. */
    void add(MappingRequest request, List<String> remarks) {
        for (String each : remarks) {
            String common = single ? each : PortNames.removedFrom(each, named(request));
            texts.putIfAbsent(common, each);
            if (!common.equals(each)) {
                ports.computeIfAbsent(common, any -> new ArrayList<>()).addAll(request.keys());
            }
        }
    }

    private static List<PortKey> named(MappingRequest request) {
        List<PortKey> keys = new ArrayList<>(request.keys());
        for (PortKey each : request.keys()) {
            keys.add(new PortKey(each.protocol(), request.effectiveInternalPort()));
        }
        return keys;
    }

    /** One sentence or more for each, in the order in which they came. */
    List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        texts.forEach(
                (common, text) -> {
                    List<PortKey> those = ports.getOrDefault(common, List.of());
                    sentences.add(
                            those.stream().distinct().count() > 1
                                    ? text + " The same holds for all of " + names(those) + "."
                                    : text);
                });
        return sentences;
    }

    private static String names(List<PortKey> keys) {
        return PortNames.of(keys.stream().distinct().toList());
    }
}
