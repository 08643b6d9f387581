// SPDX-License-Identifier: Apache-2.0
package org.postern.api.gateway;

import java.util.List;

/**
 * A port that was opened.
 *
 * @param mapping what the router holds after it was read back, not what was asked
 * @param notes one sentence for each thing that differs from what was asked or that the user should
 *     know; empty when all went as asked
 */
public record MappingResult(PortMapping mapping, List<String> notes) {
    /** Copies the notes. */
    public MappingResult {
        notes = List.copyOf(notes);
    }
}
