// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.calls;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which external ports one router has denied to this machine, and whether it has let it open others:
 * codes such as 606 do not tell a port from a machine. Safe for several threads.
 */
public final class PortPermissions {
    /** Two would do. */
    private static final int MOST = 8;

    private final Set<Integer> denied = ConcurrentHashMap.newKeySet();
    private volatile boolean opened;

    /** The router has denied a port. */
    public void deny(int externalPort) {
        if (denied.size() < MOST) {
            denied.add(externalPort);
        }
    }

    /** The router has opened a port. */
    public void open() {
        opened = true;
        denied.clear();
    }

    /** Whether it has opened some port. */
    public boolean hasOpened() {
        return opened;
    }

    /** Whether it has denied another port, too, since it last opened one. */
    public boolean hasDeniedOtherThan(int externalPort) {
        return denied.stream().anyMatch(each -> each != externalPort);
    }
}
