// SPDX-License-Identifier: Apache-2.0
package org.postern.api.finder;

import org.osgi.annotation.versioning.ConsumerType;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Reason;

/**
 * Told of the gateways that a {@link GatewayWatcher} sees. Calls come one after the other, from the
 * watcher's thread, and must not block.
 */
@ConsumerType
public interface GatewayListener {
    /**
     * A gateway was found. One that comes back as another, such as at another address, is added
     * before the old one is removed.
     *
     * @param gateway ready for use
     * @param state as the search found it
     */
    void added(Gateway gateway, GatewayState state);

    /**
     * Something about a gateway changed.
     *
     * @param gateway one that was added
     * @param state as it is now
     */
    void changed(Gateway gateway, GatewayState state);

    /**
     * A gateway is gone: it does not answer any more, or is another by now.
     *
     * @param gateway one that was added
     * @param reason one sentence
     */
    void removed(Gateway gateway, String reason);

    /**
     * There is no gateway, after a search; the search goes on. Told once as long as the reason is
     * the same.
     *
     * @param failure with {@link Reason#NO_DEVICES} or {@link Reason#NO_GATEWAY}
     */
    default void missing(GatewayException failure) {}

    /**
     * A search begins: the first one, and each that follows, such as while a gateway is missing. Told
     * by control protocols; a {@link GatewayWatcher} counts these calls, and does not pass them on.
     */
    default void searching() {}
}
