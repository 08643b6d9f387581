// SPDX-License-Identifier: Apache-2.0
package org.postern.web.console.status;

import org.postern.api.gateway.Pinhole;
import org.postern.api.gateway.PortMapping;

import java.time.Instant;
import java.util.List;

/**
 * What is open on a gateway, as far as it discloses that.
 *
 * @param at when it was asked
 * @param mappings those that it lists
 * @param pinholes the ports of its IPv6 firewall that were opened from here
 * @param remembered whether it has no list, so that {@code mappings} is what was opened from here
 * @param failure why it could not be asked, one sentence; empty when it could
 */
public record MappingList(
        Instant at,
        List<PortMapping> mappings,
        List<Pinhole> pinholes,
        boolean remembered,
        String failure) {
    /** More are of no use on a page, and a hostile gateway may list any number. */
    static final int MOST = 500;

    /** Copies the lists. */
    public MappingList {
        mappings = mappings.stream().limit(MOST).toList();
        pinholes = pinholes.stream().limit(MOST).toList();
    }
}
