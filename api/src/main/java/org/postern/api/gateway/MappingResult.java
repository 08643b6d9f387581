// SPDX-License-Identifier: Apache-2.0
package org.postern.api.gateway;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A port that was opened.
 *
 * @param parts one for each protocol that was asked for, TCP first; all have the same external port
 */
public record MappingResult(List<Part> parts) {

    /**
     * One protocol's mapping.
     *
     * @param mapping what the gateway holds after it was read back, not what was asked
     * @param notes one sentence for each thing that differs from what was asked or that the user
     *     should know; empty when all went as asked
     */
    public record Part(PortMapping mapping, List<String> notes) {
        /** Copies the notes. */
        public Part {
            notes = List.copyOf(notes);
        }
    }

    /**
     * Copies the parts.
     *
     * @throws IllegalArgumentException when there is none
     */
    public MappingResult {
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("A result needs a mapping.");
        }
        parts = List.copyOf(parts);
    }

    /**
     * The result of a request for one protocol.
     *
     * @param mapping what the gateway holds
     * @param notes for the user
     * @return a result of one part
     */
    public static MappingResult of(PortMapping mapping, List<String> notes) {
        return new MappingResult(List.of(new Part(mapping, notes)));
    }

    /**
     * The mapping, or the first of two.
     *
     * @return what the gateway holds
     */
    public PortMapping mapping() {
        return parts.get(0).mapping();
    }

    /**
     * All mappings.
     *
     * @return one for each protocol that was asked for, TCP first
     */
    public List<PortMapping> mappings() {
        return parts.stream().map(Part::mapping).toList();
    }

    /**
     * The notes of all parts.
     *
     * @return each sentence once
     */
    public List<String> notes() {
        Set<String> notes = new LinkedHashSet<>();
        for (Part each : parts) {
            notes.addAll(each.notes());
        }
        return List.copyOf(notes);
    }
}
