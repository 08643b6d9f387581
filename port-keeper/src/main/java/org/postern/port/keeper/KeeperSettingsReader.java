// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper;

import org.postern.port.keeper.engine.KeeperSettings;
import org.postern.port.keeper.engine.KeeperSettings.GatewayScope;
import org.postern.port.keeper.internal.config.ConfigurationValues;

import java.lang.System.Logger;
import java.time.Duration;
import java.util.Map;

/** Reads a {@link KeeperConfiguration}. A key with a fault is logged and has its default. */
final class KeeperSettingsReader {
    private static final Logger LOG = System.getLogger("org.postern.port-keeper");

    private KeeperSettingsReader() {}

    static KeeperSettings read(Map<String, ?> configuration) {
        ConfigurationValues values = new ConfigurationValues(configuration);
        KeeperSettings settings =
                new KeeperSettings(
                        values.choice("gateways", GatewayScope.CHOSEN),
                        values.text("preferredGateway"),
                        Duration.ofSeconds(
                                values.number(
                                        "verifySeconds",
                                        KeeperConfiguration.MIN_VERIFY,
                                        KeeperConfiguration.MAX_VERIFY,
                                        300)),
                        Duration.ofSeconds(
                                values.number(
                                        "orphanGraceSeconds",
                                        0,
                                        KeeperConfiguration.MAX_GRACE,
                                        60)),
                        values.flag("closeConfiguredAtStop", false));
        values.logFaults(LOG, KeeperConfiguration.PID);
        return settings;
    }
}
