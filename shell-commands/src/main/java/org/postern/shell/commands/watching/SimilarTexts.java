// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.watching;

import org.postern.api.gateway.MappingRequest;
import org.postern.api.keeper.AddressFamily;
import org.postern.shell.commands.output.DisplayNames;
import org.postern.shell.commands.output.PortNames;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

/** What is to be said of several ports, once for all of which the same is to be said. */
public final class SimilarTexts {
    private final Map<String, Group> groups = new LinkedHashMap<>();

    /** Adds a text, which may mention the port. */
    public void add(MappingRequest request, AddressFamily family, String text) {
        groups.computeIfAbsent(
                        family + PortNames.removedFrom(text, request.keys()),
                        each -> new Group(text, family))
                .requests
                .add(request);
    }

    /**
     * One sentence for each group.
     *
     * @param sentence joins the names of the ports, whether they are several, and the text
     */
    public List<String> sentences(BiFunction<Subject, String, String> sentence) {
        return groups.values().stream()
                .map(group -> sentence.apply(group.subject(), group.text))
                .toList();
    }

    /**
     * The ports of a sentence.
     *
     * @param names such as {@code TCP port 80}, or {@code TCP 80-90}
     * @param several whether the verb is in the plural
     */
    public record Subject(String names, boolean several) {
        private static Subject of(Set<MappingRequest> requests, String family) {
            return requests.size() == 1
                    ? new Subject(DisplayNames.of(requests.iterator().next()) + family, false)
                    : new Subject(
                            PortNames.of(
                                            requests.stream()
                                                    .flatMap(each -> each.keys().stream())
                                                    .toList())
                                    + family,
                            true);
        }
    }

    private static final class Group {
        private final String text;
        private final AddressFamily family;
        private final Set<MappingRequest> requests = new LinkedHashSet<>();

        Group(String text, AddressFamily family) {
            this.text = text;
            this.family = family;
        }

        Subject subject() {
            return Subject.of(requests, family == AddressFamily.IPV6 ? " over IPv6" : "");
        }
    }
}
