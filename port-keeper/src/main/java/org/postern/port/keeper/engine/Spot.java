// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.engine;

import org.postern.api.gateway.GatewayInfo;
import org.postern.api.gateway.PortKey;

import java.util.List;

/**
 * What the parts of one kept mapping share.
 *
 * @param parts what all of the keeper share
 * @param entry the kept port
 * @param router where it is kept
 * @param wanted the external port that is held, or tried
 * @param turn what is being done
 * @param alarm when the next thing is due
 * @param reports who is told
 */
record Spot(
        Parts parts,
        KeptEntry entry,
        Router router,
        WantedPort wanted,
        Turn turn,
        Alarm alarm,
        Reports reports) {
    GatewayInfo gateway() {
        return router.gateway().info();
    }

    /** One for each protocol, TCP first. */
    List<PortKey> keys() {
        return wanted.keys();
    }

    long now() {
        return parts.time().now();
    }
}
