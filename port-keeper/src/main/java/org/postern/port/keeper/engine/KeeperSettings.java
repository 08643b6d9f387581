// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.engine;

import java.time.Duration;

/**
 * The settings of a keeper. The preferred gateway, by its id, UDN, name or address in any case, is
 * used as soon as it is there; empty for any. Each port is checked once in each
 * {@code verifyPeriod}, if the pace allows it. A mapping of an earlier run stays open without a
 * request for it until {@code orphanGrace} after the start. With {@code closeLasting}, lasting
 * ports are closed too when the keeper stops.
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
