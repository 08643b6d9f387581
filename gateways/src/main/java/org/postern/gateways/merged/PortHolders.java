// SPDX-License-Identifier: Apache-2.0
package org.postern.gateways.merged;

import org.postern.api.gateway.PortKey;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which protocol opened which port from here, as far as it is remembered. Safe for several threads;
 * guarded by itself.
 */
final class PortHolders {
    /** More than any router maps; what is forgotten is looked for among the protocols. */
    static final int MOST = 16_384;

    private final Map<PortKey, String> protocols =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<PortKey, String> eldest) {
                    return size() > MOST;
                }
            };

    synchronized void remember(PortKey key, String protocol) {
        protocols.put(key, protocol);
    }

    synchronized void forget(PortKey key) {
        protocols.remove(key);
    }

    synchronized Optional<String> of(PortKey key) {
        return Optional.ofNullable(protocols.get(key));
    }
}
