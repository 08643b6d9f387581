// SPDX-License-Identifier: Apache-2.0
package org.postern.discovery.paths;

import java.io.IOException;
import java.util.List;

/** Finds the paths that exist now. Called again and again, as interfaces come and go. */
@FunctionalInterface
public interface PathFinder {
    /** Fails with a sentence for the user when there must be a path and is none. */
    List<NetworkPath> paths() throws IOException;
}
