// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.search;

import java.util.ArrayList;
import java.util.List;

/**
 * What went wrong during a search, one sentence each. Confined to the loop's thread.
 */
final class SearchTroubles {
    /** Of each kind; a hostile crowd must not fill the memory. */
    private static final int MOST = 16;

    private final List<String> failures = new ArrayList<>();
    private final List<String> refusedLocations = new ArrayList<>();
    private boolean forbidden;

    /** A strategy could not search somewhere. */
    void failed(String reason) {
        add(failures, reason);
    }

    /** A device answered, and names a description that it may not name. */
    void refused(String reason) {
        add(refusedLocations, reason);
    }

    /** The system lets nothing out. */
    void forbid() {
        forbidden = true;
    }

    private static void add(List<String> reasons, String reason) {
        if (reasons.size() < MOST && !reasons.contains(reason)) {
            reasons.add(reason);
        }
    }

    List<String> failures() {
        return List.copyOf(failures);
    }

    List<String> refusedLocations() {
        return List.copyOf(refusedLocations);
    }

    boolean forbidden() {
        return forbidden;
    }
}
