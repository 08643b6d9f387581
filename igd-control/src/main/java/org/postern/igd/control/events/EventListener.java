// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.events;

import java.util.Map;

/** Called with events, on the subscriber's threads; must return at once. */
public interface EventListener {
    /**
     * Variables have new values; the first time all are there. By variable, without regard to case,
     * as the router sent them.
     */
    void changed(Map<String, String> values);

    /**
     * No events come now, so ask instead; it is tried again from time to time. The reason is for
     * the log.
     */
    void lost(String reason);
}
