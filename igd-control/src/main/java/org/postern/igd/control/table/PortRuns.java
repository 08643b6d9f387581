// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.table;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Ports that are near enough to each other to be asked for as one range. */
final class PortRuns {
    /**
     * Ports from the first to the last of a run. A range holds at most one entry for each of its
     * ports, whoever opened them: miniupnpd 2.3.1 lists 100 and crashes with 200 (see {@link
     * BulkListing}).
     */
    static final int WIDEST = 100;

    private PortRuns() {}

    /** In the order of their ports. */
    static List<SortedSet<Integer>> of(SortedSet<Integer> ports) {
        List<SortedSet<Integer>> runs = new ArrayList<>();
        SortedSet<Integer> run = new TreeSet<>();
        for (int port : ports) {
            if (run.isEmpty() || port - run.first() >= WIDEST) {
                run = new TreeSet<>();
                runs.add(run);
            }
            run.add(port);
        }
        return runs;
    }
}
