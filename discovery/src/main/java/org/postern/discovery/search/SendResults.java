// SPDX-License-Identifier: Apache-2.0
package org.postern.discovery.search;

import org.postern.discovery.internal.system.ForbiddenSends;
import org.postern.discovery.paths.NetworkPath;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/** Along which paths a search could be sent. Used by the selector thread. */
final class SendResults {
    private final Set<String> working = new HashSet<>();
    private boolean forbidden;
    private boolean told;

    /** Something was sent. */
    void sent(NetworkPath path) {
        working.add(path.key());
    }

    /** Whether something was sent along a path before. */
    boolean worked(NetworkPath path) {
        return working.contains(path.key());
    }

    /** A socket was opened, and the system did not take a datagram. */
    void failed(IOException failure) {
        forbidden |= ForbiddenSends.is(failure);
    }

    /** Whether it is known for the first time that the system lets nothing out at all. */
    boolean turnsForbidden() {
        boolean turns = forbidden && working.isEmpty() && !told;
        told |= turns;
        return turns;
    }
}
