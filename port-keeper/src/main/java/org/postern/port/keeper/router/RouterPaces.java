// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.router;

import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The paces of routers by their address, of those that are gone too: one that comes and goes is not
 * asked more often. Used by the keeper's thread.
 */
public final class RouterPaces extends LinkedHashMap<InetAddress, RouterPace> {
    private static final long serialVersionUID = 1L;
    private static final int MOST = 64;

    @Override
    protected boolean removeEldestEntry(Map.Entry<InetAddress, RouterPace> eldest) {
        return size() > MOST;
    }
}
