// SPDX-License-Identifier: Apache-2.0
package org.postern.gateways.publication;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.postern.api.finder.GatewayQuery;

import java.time.Duration;
import java.util.Map;

class PublisherSettingsTest {
    private static final PublisherSettings STANDARD =
            new PublisherSettings(
                    true,
                    new GatewayQuery(Duration.ofSeconds(5), false, "", "", ""),
                    Duration.ofMinutes(5));

    @Test
    void withoutValues_theDefaultsHold() {
        assertEquals(STANDARD, PublisherSettings.read(Map.of()));
    }

    /** The defaults are written down twice: for consoles, and for the publisher. */
    @Test
    void defaultsThatConsolesShow_hold() throws Exception {
        assertEquals(STANDARD.searchAtActivation(), shown("searchAtActivation"));
        assertEquals(STANDARD.query().timeout().toMillis(), shown("timeoutMillis"));
        assertEquals(STANDARD.query().ipv6(), shown("ipv6"));
        assertEquals(STANDARD.query().networkInterface(), shown("networkInterface"));
        assertEquals(STANDARD.query().controlProtocol(), shown("controlProtocol"));
        assertEquals(STANDARD.poll().toSeconds(), shown("pollSeconds"));
    }

    @Test
    void everySettingCounts_asTextOrNumber() {
        assertEquals(
                new PublisherSettings(
                        false,
                        new GatewayQuery(Duration.ofMillis(600_000), true, "eth0", "", "upnp"),
                        Duration.ofDays(1)),
                PublisherSettings.read(
                        Map.of(
                                "searchAtActivation", "false",
                                "timeoutMillis", 600_000L,
                                "ipv6", true,
                                "networkInterface", " eth0 ",
                                "controlProtocol", "upnp",
                                "pollSeconds", "86400")));
    }

    @Test
    void unusableValues_leaveTheirDefaults() {
        assertEquals(
                STANDARD,
                PublisherSettings.read(
                        Map.of(
                                "searchAtActivation",
                                "maybe",
                                "timeoutMillis",
                                600_001L,
                                "ipv6",
                                "6",
                                "pollSeconds",
                                0)));
    }

    private static Object shown(String key) throws NoSuchMethodException {
        return SearchAtActivation.class.getDeclaredMethod(key).getDefaultValue();
    }
}
