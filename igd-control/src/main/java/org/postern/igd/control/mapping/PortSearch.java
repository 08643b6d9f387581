// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.mapping;

import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The ports to try instead of one that a router refuses, in order: first the neighbours, which are
 * easy to remember, then ports that no service has by right. For a port below 1024, which many
 * routers keep (quirk A19), the neighbours of its eight-thousandth: 8080 for 80.
 */
final class PortSearch {
    /** Enough to get past a few games of the neighbours, few enough not to hammer a router. */
    private static final int NEIGHBOURS = 8;

    private static final int OTHERS = 8;

    private final Queue<Integer> ports;
    private int neighbours = NEIGHBOURS;

    PortSearch(int port) {
        Set<Integer> chosen = new LinkedHashSet<>();
        int first = port < 1024 ? 8000 + port : port + 1;
        for (int step = 0; step < NEIGHBOURS; step++) {
            int neighbour = first + step;
            chosen.add(neighbour > 65535 ? neighbour - 65536 + 1024 : neighbour);
        }
        while (chosen.size() < NEIGHBOURS + OTHERS) {
            chosen.add(ThreadLocalRandom.current().nextInt(49152, 65536));
        }
        chosen.remove(port);
        ports = new ArrayDeque<>(chosen);
    }

    /** From now on, only ports that no service has by right. */
    void skipNeighbours() {
        while (neighbours > 0 && !ports.isEmpty()) {
            next();
        }
    }

    /** Empty when enough have been tried. */
    OptionalInt next() {
        neighbours--;
        return ports.isEmpty() ? OptionalInt.empty() : OptionalInt.of(ports.remove());
    }
}
