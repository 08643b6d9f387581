// SPDX-License-Identifier: Apache-2.0
package org.postern.api.gateway;

import java.util.List;

/**
 * A port of an IPv6 firewall that was opened, as far as the gateway tells: some confirm it while they
 * have no IPv6 internet connection at all.
 *
 * @param pinholes one for each protocol that was asked for, TCP first; all lead to the same address
 * @param notes one sentence for each thing that differs from what was asked or that the user should
 *     know, such as which of several addresses was chosen
 */
public record PinholeResult(List<Pinhole> pinholes, List<String> notes) {
    /**
     * Copies the lists.
     *
     * @throws IllegalArgumentException when there is no pinhole
     */
    public PinholeResult {
        if (pinholes.isEmpty()) {
            throw new IllegalArgumentException("A result needs a pinhole.");
        }
        pinholes = List.copyOf(pinholes);
        notes = List.copyOf(notes);
    }

    /**
     * The result of a request for one protocol.
     *
     * @param pinhole what was opened
     * @param notes for the user
     * @return a result of one pinhole
     */
    public static PinholeResult of(Pinhole pinhole, List<String> notes) {
        return new PinholeResult(List.of(pinhole), notes);
    }

    /**
     * The pinhole, or the first of two.
     *
     * @return what was opened
     */
    public Pinhole pinhole() {
        return pinholes.get(0);
    }
}
