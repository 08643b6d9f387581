// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.watch;

import org.postern.igd.control.search.GatewayReading;

/** What a gateway under watch tells its watch, on the watch's thread. */
interface Hub {
    /** Its state is another. */
    void changed(Watched gateway);

    /** At its URL there is another gateway by now. */
    void replaced(Watched gateway, GatewayReading successor);

    /** It does not answer any more. */
    void gone(Watched gateway, String reason);
}
