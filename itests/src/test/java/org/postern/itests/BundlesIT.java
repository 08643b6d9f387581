// SPDX-License-Identifier: Apache-2.0
package org.postern.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.service.metatype.MetaTypeInformation;
import org.osgi.service.metatype.MetaTypeService;
import org.osgi.service.metatype.ObjectClassDefinition;
import org.postern.itests.exam.InFelix;
import org.postern.itests.exam.Inside;

import java.util.Arrays;
import java.util.List;

@InFelix
class BundlesIT {

    /** But the test kit, which a test starts for its control protocol. */
    @Test
    void everyBundleIsActive() {
        List<String> others =
                Arrays.stream(Inside.context().getBundles())
                        .filter(bundle -> bundle.getState() != Bundle.ACTIVE)
                        .filter(bundle -> !bundle.equals(Inside.bundle("org.postern.testkit")))
                        .map(Bundle::toString)
                        .toList();

        assertEquals(List.of(), others);
    }

    @Test
    void onlyTheApiAndTheSimulatorExportPackages() {
        for (String name :
                List.of(
                        "org.postern.discovery",
                        "org.postern.doctor",
                        "org.postern.gateways",
                        "org.postern.igd.control",
                        "org.postern.jmx",
                        "org.postern.pcp.control",
                        "org.postern.shell.commands",
                        "org.postern.web.console")) {
            assertEquals(null, Inside.bundle(name).getHeaders().get("Export-Package"), name);
        }
    }

    @Test
    void everySettingIsDescribedInMetatype() throws InterruptedException {
        MetaTypeService metatype = Inside.service(MetaTypeService.class);

        assertSettings(
                metatype,
                "org.postern.discovery",
                List.of(
                        "org.postern.discovery.announcements",
                        "org.postern.discovery.ipv4",
                        "org.postern.discovery.ipv6",
                        "org.postern.discovery.unicast"),
                List.of("org.postern.discovery.interface", "org.postern.discovery.url"));
        assertSettings(
                metatype,
                "org.postern.gateways",
                List.of("org.postern.gateways.search"),
                List.of());
    }

    private static void assertSettings(
            MetaTypeService metatype, String bundle, List<String> pids, List<String> factoryPids) {
        MetaTypeInformation information = metatype.getMetaTypeInformation(Inside.bundle(bundle));
        assertEquals(pids, Arrays.stream(information.getPids()).sorted().toList(), bundle);
        assertEquals(
                factoryPids, Arrays.stream(information.getFactoryPids()).sorted().toList(), bundle);
        for (String pid : information.getPids()) {
            assertDescribed(information.getObjectClassDefinition(pid, null));
        }
        for (String pid : information.getFactoryPids()) {
            assertDescribed(information.getObjectClassDefinition(pid, null));
        }
    }

    private static void assertDescribed(ObjectClassDefinition definition) {
        assertFalse(definition.getDescription().isBlank(), definition.getID());
        Arrays.stream(definition.getAttributeDefinitions(ObjectClassDefinition.ALL))
                .forEach(
                        setting ->
                                assertFalse(setting.getDescription().isBlank(), setting.getID()));
    }
}
