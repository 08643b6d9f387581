// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.calls;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The external ports that one router has failed to map, with 501 and no reason, since it last mapped
 * one (quirk A60). Safe for several threads.
 */
public final class FailedPorts {
    /** Two would do. */
    private static final int MOST = 8;

    private final Set<Integer> ports = ConcurrentHashMap.newKeySet();

    /** The router has failed to map a port. */
    public void add(int externalPort) {
        if (ports.size() < MOST) {
            ports.add(externalPort);
        }
    }

    /** Whether it failed at another port, too. */
    public boolean hasOtherThan(int externalPort) {
        return ports.stream().anyMatch(each -> each != externalPort);
    }

    /** The router has mapped a port. */
    public void clear() {
        ports.clear();
    }
}
