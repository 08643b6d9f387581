// SPDX-License-Identifier: Apache-2.0
package org.postern.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What Maven Central asks of every POM (central.sonatype.org, "Requirements"), and our names. */
class PomsIT {
    private static final String BOM = "bom";

    /** What others get of the project: for a program in plain Java, and for its build. */
    @Test
    void theBomListsEveryBundle() throws Exception {
        Set<String> bundles =
                BuiltBundle.all().stream()
                        .map(each -> "org.postern." + each.folder().replace('-', '.'))
                        .collect(Collectors.toCollection(TreeSet::new));
        bundles.add("org.postern.postern");

        assertEquals(
                bundles,
                new TreeSet<>(
                        Pom.in(BOM)
                                .texts("dependencyManagement/dependencies/dependency/artifactId")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name",
                "description",
                "url",
                "licenses/license/name",
                "licenses/license/url",
                "developers/developer/name",
                "developers/developer/organization",
                "developers/developer/organizationUrl",
                "scm/connection",
                "scm/developerConnection",
                "scm/url"
            })
    void theParentHasWhatAllInherit_andTheBomTheSame(String path) throws Exception {
        assertFalse(Pom.in("").text(path).isEmpty());
        assertFalse(Pom.in(BOM).text(path).isEmpty());
    }

    @Test
    void urlsAreInheritedAsTheyAre() throws Exception {
        Pom parent = Pom.in("");

        assertEquals("false", parent.text("@child.project.url.inherit.append.path"));
        assertEquals("false", parent.text("scm/@child.scm.url.inherit.append.path"));
        assertEquals("false", parent.text("scm/@child.scm.connection.inherit.append.path"));
        assertEquals(
                "false", parent.text("scm/@child.scm.developerConnection.inherit.append.path"));
    }

    @TestFactory
    Stream<DynamicTest> everyModuleSaysWhatItIs() throws Exception {
        return Pom.in("").texts("modules/module").stream()
                .map(folder -> DynamicTest.dynamicTest(folder, () -> saysWhatItIs(Pom.in(folder))));
    }

    private static void saysWhatItIs(Pom pom) throws Exception {
        assertFalse(pom.text("name").isEmpty(), "a name");
        assertFalse(pom.text("description").isEmpty(), "a description");
        if (pom.folder().equals(BOM)) {
            assertEquals("", pom.text("parent/artifactId"), "its users inherit nothing");
            assertEquals(Pom.in("").text("version"), pom.text("version"));
        } else {
            assertEquals("org.postern", pom.text("parent/artifactId"));
            assertEquals("", pom.text("version"), "the version is the parent's");
        }
    }

    /** docs/architecture.md: the folder's name is the bundle's name. */
    @TestFactory
    Stream<DynamicTest> everyBundleIsNamedAfterItsFolder() {
        return BuiltBundle.all().stream()
                .map(BuiltBundle::folder)
                .map(
                        folder ->
                                DynamicTest.dynamicTest(
                                        folder,
                                        () ->
                                                assertEquals(
                                                        "org.postern." + folder.replace('-', '.'),
                                                        Pom.in(folder).text("artifactId"))));
    }
}
