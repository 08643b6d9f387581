// SPDX-License-Identifier: Apache-2.0
package org.postern.web.console.status;

import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.Protocol;
import org.postern.api.keeper.KeptPort;
import org.postern.web.console.internal.presentation.KeptRow;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A kept port on one gateway.
 *
 * @param row as commands show it
 * @param released the protocols that are closed when this line is released; none where it cannot be
 *     released here, as a program's port only by that program
 */
public record KeptLine(KeptRow row, List<Protocol> released) {
    /**
     * The lines of a port.
     *
     * @param port that is kept
     * @param origin who keeps it, for people
     * @param released the protocols that are closed when one of its keys is released
     * @return one for each protocol, family and gateway
     */
    public static Stream<KeptLine> of(
            KeptPort port, String origin, Function<PortKey, List<Protocol>> released) {
        return KeptRow.of(List.of(port)).stream()
                .map(each -> new KeptLine(each.withOrigin(origin), released.apply(each.key())));
    }
}
