// SPDX-License-Identifier: Apache-2.0
package org.postern.discovery;

import static org.postern.discovery.logging.DiscoveryLog.LOG;

import org.postern.discovery.internal.config.ConfigurationValues;

import java.util.Map;

/** The only setting of a strategy that has no other. */
final class EnabledSetting {
    private EnabledSetting() {}

    /** True unless it is set to false; whatever else the configuration has is logged. */
    static boolean read(Map<String, ?> properties, String pid) {
        ConfigurationValues values = new ConfigurationValues(properties);
        boolean enabled = values.flag("enabled", true);
        values.logFaults(LOG, pid);
        return enabled;
    }
}
