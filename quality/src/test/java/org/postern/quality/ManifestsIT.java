// SPDX-License-Identifier: Apache-2.0
package org.postern.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What the bundles ask of a framework, and what they give. */
class ManifestsIT {
    @Test
    void theApiExportsAllItsPackages() {
        assertEquals(
                Set.of(
                        "org.postern.api.discovery",
                        "org.postern.api.gateway",
                        "org.postern.api.keeper",
                        "org.postern.api.upnp"),
                names(BuiltBundle.of("api"), "Export-Package"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"discovery", "igd-control", "port-keeper", "shell-commands"})
    void aProviderExportsNothing(String folder) {
        assertEquals(Optional.empty(), BuiltBundle.of(folder).header("Export-Package"));
    }

    @Test
    void theSimulatorExportsItsToolApi() {
        assertEquals(
                Set.of("org.postern.simulator"),
                names(BuiltBundle.of("simulator"), "Export-Package"));
    }

    @Test
    void whatIsNeededIsTheJdkOsgiAndTheApi() {
        for (BuiltBundle each : BuiltBundle.all()) {
            List<String> others =
                    each.clauses("Import-Package")
                            .filter(clause -> !clause.contains("resolution:=optional"))
                            .map(ManifestsIT::name)
                            .filter(
                                    name ->
                                            !name.matches(
                                                    "(java|javax\\.xml\\.stream|org\\.osgi|org\\.postern\\.api)(\\..*)?"))
                            .toList();

            assertEquals(List.of(), others, each.folder());
        }
    }

    /** The commands alone may have to wait for a shell. */
    @ParameterizedTest
    @ValueSource(strings = {"api", "discovery", "igd-control", "simulator", "port-keeper"})
    void nothingIsImportedAsTheNeedArises(String folder) {
        assertEquals(Optional.empty(), BuiltBundle.of(folder).header("DynamicImport-Package"));
        assertEquals(Optional.empty(), BuiltBundle.of(folder).header("Require-Bundle"));
    }

    private static Set<String> names(BuiltBundle bundle, String header) {
        return new TreeSet<>(bundle.clauses(header).map(ManifestsIT::name).toList());
    }

    private static String name(String clause) {
        return clause.replaceFirst(";.*", "").strip();
    }
}
