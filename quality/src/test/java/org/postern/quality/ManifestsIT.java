// SPDX-License-Identifier: Apache-2.0
package org.postern.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
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
                        "org.postern.api.control",
                        "org.postern.api.discovery",
                        "org.postern.api.doctor",
                        "org.postern.api.finder",
                        "org.postern.api.gateway",
                        "org.postern.api.keeper",
                        "org.postern.api.upnp"),
                names(BuiltBundle.of("api"), "Export-Package"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "discovery",
                "gateways",
                "igd-control",
                "pcp-control",
                "port-keeper",
                "shell-commands",
                "web-console",
                "jmx"
            })
    void aProviderExportsNothing(String folder) {
        assertEquals(Optional.empty(), BuiltBundle.of(folder).header("Export-Package"));
    }

    @Test
    void theSimulatorExportsItsToolApi() {
        assertEquals(
                Set.of("org.postern.simulator"),
                names(BuiltBundle.of("simulator"), "Export-Package"));
    }

    /** docs/decisions/0005-shared-source-in-internal.md. */
    @Test
    void copiesOfSharedSourceAreExportedByNobody_andImportedByNobody() {
        for (BuiltBundle each : BuiltBundle.all()) {
            for (String header : List.of("Export-Package", "Import-Package")) {
                List<String> copies =
                        names(each, header).stream()
                                .filter(name -> name.matches("org\\.postern\\..*internal(\\..*)?"))
                                .toList();

                assertEquals(List.of(), copies, each.folder() + ", " + header);
            }
        }
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
                                                    "(java|javax\\.management|javax\\.xml\\.stream|org\\.osgi|org\\.postern\\.api)(\\..*)?"))
                            .toList();

            assertEquals(List.of(), others, each.folder());
        }
    }

    /** Eclipse Kura 5 has Declarative Services 1.4 on OSGi R7. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "discovery",
                "gateways",
                "igd-control",
                "pcp-control",
                "simulator",
                "port-keeper",
                "doctor",
                "shell-commands",
                "web-console",
                "jmx"
            })
    void declarativeServices14AreEnough(String folder) throws IOException {
        BuiltBundle bundle = BuiltBundle.of(folder);

        assertEquals(
                List.of(
                        "osgi.extender;filter:=\"(&(osgi.extender=osgi.component)"
                                + "(version>=1.4.0)(!(version>=2.0.0)))\""),
                bundle.clauses("Require-Capability")
                        .filter(clause -> clause.startsWith("osgi.extender"))
                        .toList());
        assertEquals(
                List.of(),
                bundle.clauses("Import-Package")
                        .filter(clause -> name(clause).equals("org.osgi.service.component"))
                        .filter(clause -> !clause.contains("version=\"[1.4,2)\""))
                        .toList());
        assertEquals(
                List.of(),
                bundle.documents("OSGI-INF/[^/]+\\.xml").stream()
                        .filter(document -> document.contains("/xmlns/scr/"))
                        .filter(document -> !document.matches("(?s).*/xmlns/scr/v1\\.[0-4]\\.0.*"))
                        .toList());
    }

    /** Karaf 4.4 has JLine 3, Karaf 4.5 JLine 4; without JLine, Ctrl-C does not end a command. */
    @ParameterizedTest
    @ValueSource(strings = {"Import-Package", "DynamicImport-Package"})
    void theCommandsTakeJLine3And4(String header) {
        assertEquals(
                List.of("version=\"[3.9,5)\""),
                BuiltBundle.of("shell-commands")
                        .clauses(header)
                        .filter(clause -> name(clause).equals("org.jline.terminal"))
                        .map(clause -> clause.split(";")[1])
                        .toList());
    }

    /** The commands may have to wait for a shell, the page for a web console. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "api",
                "discovery",
                "gateways",
                "igd-control",
                "pcp-control",
                "simulator",
                "port-keeper",
                "jmx"
            })
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
