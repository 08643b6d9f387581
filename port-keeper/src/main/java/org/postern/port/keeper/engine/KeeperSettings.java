// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.engine;

import java.time.Duration;

/**
 * The settings of a keeper.
 *
 * @param scope on one gateway or on all
 * @param preferred the id, UDN, name or address of the gateway to use as soon as it is there, in
 *     any case; empty for any
 * @param verifyPeriod how often each port is checked, if the pace allows it
 * @param orphanGrace how long after the start a mapping of an earlier run stays open without a
 *     request for it
 * @param closeLasting whether lasting ports are closed too when the keeper stops
 */
public record KeeperSettings(
        GatewayScope scope,
        String preferred,
        Duration verifyPeriod,
        Duration orphanGrace,
        boolean closeLasting) {

    /** On one gateway, any; a check every 5 minutes; a minute for orphans. */
    public static KeeperSettings standard() {
        return new KeeperSettings(
                GatewayScope.CHOSEN, "", Duration.ofMinutes(5), Duration.ofMinutes(1), false);
    }

    /** On how many of several gateways a port is kept. */
    public enum GatewayScope {
        /** On one: the preferred one if known, otherwise another. */
        CHOSEN,
        /** On each. */
        ALL
    }
}
