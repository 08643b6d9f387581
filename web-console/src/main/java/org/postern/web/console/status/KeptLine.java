// SPDX-License-Identifier: Apache-2.0
package org.postern.web.console.status;

import org.postern.api.keeper.KeptPort;
import org.postern.web.console.internal.presentation.KeptRow;

import java.util.List;
import java.util.stream.Stream;

/**
 * A kept port on one gateway.
 *
 * @param row as commands show it
 * @param releasable whether it can be released here: a program's port only by that program
 */
public record KeptLine(KeptRow row, boolean releasable) {
    /**
     * The lines of a port.
     *
     * @param port that is kept
     * @param origin who keeps it, for people
     * @param releasable whether it can be released here
     * @return one for each protocol, family and gateway
     */
    public static Stream<KeptLine> of(KeptPort port, String origin, boolean releasable) {
        return KeptRow.of(List.of(port)).stream()
                .map(each -> new KeptLine(each.withOrigin(origin), releasable));
    }
}
