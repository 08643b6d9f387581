// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.calls;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is known of one router's GetSpecificPortMappingEntry: whether it regards all that it is asked
 * for (quirk A58). Safe for several threads.
 */
public final class LookupPrecision {
    /** A router that answers so few control questions is believed. */
    private static final int MOST_UNANSWERED = 2;

    private final Set<Aspect> regarded = ConcurrentHashMap.newKeySet();
    private final Map<Aspect, Integer> unanswered = new ConcurrentHashMap<>();
    private volatile boolean imprecise;

    /** What tells one mapping from another. */
    public enum Aspect {
        PROTOCOL,
        PORT,
        REMOTE_HOST
    }

    /** Whether the answers of the look-up may be about other entries, so that they do not count. */
    public boolean isImprecise() {
        return imprecise;
    }

    /** Whether it remains to be found out if the router regards this. */
    public boolean isOpen(Aspect aspect) {
        return !regarded.contains(aspect);
    }

    /** The router regards this. */
    public void regards(Aspect aspect) {
        regarded.add(aspect);
    }

    /** The router disregards something. */
    public void foundImprecise() {
        imprecise = true;
    }

    /** A control question was not answered. */
    public void unanswered(Aspect aspect) {
        if (unanswered.merge(aspect, 1, Integer::sum) >= MOST_UNANSWERED) {
            regards(aspect);
        }
    }
}
