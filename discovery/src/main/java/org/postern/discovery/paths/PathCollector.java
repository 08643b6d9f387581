// SPDX-License-Identifier: Apache-2.0
package org.postern.discovery.paths;

import static org.postern.discovery.logging.DiscoveryLog.LOG;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects the paths of several interfaces or routes. Any of them may disappear meanwhile, which
 * must not affect the others.
 */
public final class PathCollector {
    @FunctionalInterface
    public interface PathSource<T> {
        List<NetworkPath> paths(T candidate) throws IOException;
    }

    private PathCollector() {}

    /** Skips the candidates for which the source throws. */
    public static <T> List<NetworkPath> collect(List<T> candidates, PathSource<T> source) {
        List<NetworkPath> paths = new ArrayList<>();
        for (T each : candidates) {
            try {
                paths.addAll(source.paths(each));
            } catch (IOException | RuntimeException e) {
                LOG.log(Level.DEBUG, "Skipped " + each + ": " + e);
            }
        }
        return paths;
    }
}
