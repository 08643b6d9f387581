// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.postern.port.keeper.engine.KeeperSettings;
import org.postern.port.keeper.engine.KeeperSettings.GatewayScope;

import java.time.Duration;
import java.util.Map;

class KeeperSettingsReaderTest {

    @Test
    void nothingConfigured_isTheStandard() {
        assertEquals(KeeperSettings.standard(), KeeperSettingsReader.read(Map.of()));
    }

    /** The defaults are written down twice: for consoles, and for the keeper. */
    @Test
    void theDefaultsThatConsolesShow_areTheStandard() throws Exception {
        KeeperSettings standard = KeeperSettings.standard();

        assertEquals(standard.scope().name(), shown("gateways"));
        assertEquals(standard.preferred(), shown("preferredGateway"));
        assertEquals((int) standard.verifyPeriod().toSeconds(), shown("verifySeconds"));
        assertEquals((int) standard.orphanGrace().toSeconds(), shown("orphanGraceSeconds"));
        assertEquals(standard.closeLasting(), shown("closeConfiguredAtStop"));
    }

    @Test
    void everySettingCounts() {
        assertEquals(
                new KeeperSettings(
                        GatewayScope.ALL, "attic", Duration.ofSeconds(10), Duration.ZERO, true),
                KeeperSettingsReader.read(
                        Map.of(
                                "gateways", "all",
                                "preferredGateway", "attic",
                                "verifySeconds", "10",
                                "orphanGraceSeconds", 0,
                                "closeConfiguredAtStop", "true")));
    }

    @Test
    void aFault_costsOnlyItsOwnKey() {
        assertEquals(
                new KeeperSettings(
                        GatewayScope.CHOSEN,
                        "attic",
                        Duration.ofMinutes(5),
                        Duration.ofMinutes(1),
                        true),
                KeeperSettingsReader.read(
                        Map.of(
                                "gateways", "SOME",
                                "preferredGateway", "attic",
                                "verifySeconds", "9",
                                "orphanGraceSeconds", "soon",
                                "closeConfiguredAtStop", true)));
    }

    private static Object shown(String key) throws NoSuchMethodException {
        return KeeperConfiguration.class.getDeclaredMethod(key).getDefaultValue();
    }
}
