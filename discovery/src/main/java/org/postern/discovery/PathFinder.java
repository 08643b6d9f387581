// SPDX-License-Identifier: Apache-2.0
package org.postern.discovery;

import java.io.IOException;
import java.util.List;

/** Looks where a search can go now. Asked before every round, as interfaces come and go. */
@FunctionalInterface
interface PathFinder {
    /**
     * The ways out as they are at this moment.
     *
     * @return empty when there is none
     * @throws IOException with a sentence for the user, when the search cannot go anywhere
     */
    List<Path> paths() throws IOException;
}
