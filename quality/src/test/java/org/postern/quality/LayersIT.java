// SPDX-License-Identifier: Apache-2.0
package org.postern.quality;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;

import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Collectors;

/** docs/architecture.md, "Modules": which module may use which. */
class LayersIT {
    private static final String API = "org.postern.api..";

    /** What a bundle may always use: the JDK, annotations, and OSGi. */
    private static final List<String> GROUND =
            List.of("java..", "org.osgi..", "org.jspecify.annotations..");

    /** What the commands bring with them or find in a shell. */
    private static final List<String> SHELL =
            List.of(
                    "org.apache.commons.cli..",
                    "com.grack.nanojson..",
                    "org.apache.felix.service.command..",
                    "org.apache.felix.service.threadio..",
                    "org.jline..");

    /** What the page of a web console and an inventory printer are made for. */
    private static final List<String> WEB_CONSOLES =
            List.of(
                    "com.grack.nanojson..",
                    "com.sun.net.httpserver..",
                    "javax.servlet..",
                    "jakarta.servlet..",
                    "org.apache.felix.inventory..");

    /** With package-info.java, which is no class. */
    private static final int MOST_FILES = 25;

    /** A factory of the API and its provider name each other. The names are sorted. */
    private static final List<List<String>> KNOWN_CYCLES =
            List.of(
                    List.of(
                            "org.postern.api.keeper.PortKeeper",
                            "org.postern.api.keeper.PortKeeperProvider"),
                    List.of("org.postern.api.upnp.Upnp", "org.postern.api.upnp.UpnpProvider"));

    private static JavaClasses classes = new ClassFileImporter().importClasses();

    @BeforeAll
    static void read() throws IOException {
        List<JarFile> jars = new ArrayList<>();
        for (BuiltBundle each : BuiltBundle.all()) {
            jars.add(new JarFile(each.file().toFile()));
        }
        classes = new ClassFileImporter().importJars(jars);
        for (JarFile each : jars) {
            each.close();
        }
    }

    @Test
    void theApiNeedsTheJdkAlone() {
        classes()
                .that()
                .resideInAPackage(API)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..", API, "org.jspecify.annotations..", "org.osgi.annotation..")
                .check(classes);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "discovery",
                "gateways",
                "igd-control",
                "pcp-control",
                "port-keeper",
                "doctor"
            })
    void aProviderUsesTheApiAndNoOtherProvider(String folder) {
        onlyUses(folder, List.of(API));
    }

    @Test
    void theCommandsUseTheApiAndWhatShellsHave() {
        List<String> allowed = new ArrayList<>(SHELL);
        allowed.add(API);
        onlyUses("shell-commands", allowed);
    }

    @Test
    void theConsoleUsesTheApiAndWhatWebConsolesHave() {
        List<String> allowed = new ArrayList<>(WEB_CONSOLES);
        allowed.add(API);
        onlyUses("web-console", allowed);
    }

    @Test
    void theManagementBeansUseTheApiAndManagement() {
        onlyUses("jmx", List.of(API, "javax.management.."));
    }

    @Test
    void theSimulatorSharesNothingWithTheClient() {
        onlyUses("simulator", List.of("javax.xml.stream.."));
    }

    /** docs/decisions/0001-own-http-client.md. */
    @Test
    void nobodyUsesTheHttpClientOfTheJdk() {
        noClasses()
                .that()
                .resideInAPackage("org.postern..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.net.http..")
                .check(classes);
    }

    /** For them there is System.Logger; the commands show with --verbose what comes out of it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "api",
                "discovery",
                "gateways",
                "igd-control",
                "pcp-control",
                "port-keeper",
                "doctor",
                "web-console",
                "jmx"
            })
    void onlyCommandsPrintOrKnowWhereTheLogGoes(String folder) {
        DescribedPredicate<JavaClass> log = resideInAPackage("java.util.logging..");
        noClasses()
                .that()
                .resideInAPackage(BuiltBundle.of(folder).root() + "..")
                .should(ACCESS_STANDARD_STREAMS)
                .orShould()
                .dependOnClassesThat(log)
                .check(classes);
    }

    /** docs/decisions/0005-shared-source-in-internal.md: what is copied is of its bundle alone. */
    @Test
    void aBundleUsesItsOwnCopyOfSharedSource() {
        for (BuiltBundle each : BuiltBundle.all()) {
            noClasses()
                    .that()
                    .resideOutsideOfPackage(each.root() + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(each.root() + ".internal..")
                    .check(classes);
        }
    }

    /** Its sources are copied into the bundles; its own classes are for its unit tests. */
    @Test
    void theSourceOfTheCopiesIsInNoBundle() {
        noClasses().should().resideInAPackage("org.postern.internal..").check(classes);
    }

    /** The property internal.packages of a bundle's POM names what the bundle uses. */
    @Test
    void aBundleTakesNoSharedPackageThatItDoesNotUse() {
        for (BuiltBundle each : BuiltBundle.all()) {
            DescribedPredicate<JavaClass> copies = resideInAPackage(each.root() + ".internal..");
            Set<String> used = new TreeSet<>();
            classes.stream()
                    .flatMap(user -> user.getDirectDependenciesFromSelf().stream())
                    .filter(
                            use ->
                                    copies.test(use.getTargetClass())
                                            && !use.getTargetClass()
                                                    .getPackageName()
                                                    .equals(use.getOriginClass().getPackageName()))
                    .forEach(use -> used.add(use.getTargetClass().getPackageName()));
            Set<String> taken = new TreeSet<>();
            classes.stream().filter(copies).forEach(copy -> taken.add(copy.getPackageName()));

            assertEquals(used, taken, each.folder());
        }
    }

    @Test
    void packagesHaveNoCycles() {
        slices().assignedFrom(new ByPackage()).should().beFreeOfCycles().check(classes);
    }

    /** A reader who opens one of them has to read them all. */
    @Test
    void classesOfAPackageHaveNoCycles() {
        Map<String, SortedSet<String>> known = new TreeMap<>();
        KNOWN_CYCLES.forEach(each -> known.put(each.iterator().next(), new TreeSet<>(each)));
        Map<String, SortedSet<String>> found = new TreeMap<>();
        ClassCycles.of(classes).forEach(each -> found.put(each.first(), each));

        assertEquals(known, found, "classes that depend on each other in a circle");
    }

    @Test
    void packagesAreSmall() {
        Map<String, Long> large = new TreeMap<>();
        classes.stream()
                .filter(each -> each.getPackageName().startsWith("org.postern."))
                .filter(JavaClass::isTopLevelClass)
                .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()))
                .forEach((name, files) -> large.merge(name, files, Long::sum));
        large.values().removeIf(files -> files <= MOST_FILES);

        assertEquals(Map.of(), large, "more than 25 files");
    }

    /** NullAway reads no other. */
    @Test
    void everyPackageSaysThatNothingIsNull() {
        List<String> others =
                classes.stream()
                        .filter(each -> each.getPackageName().startsWith("org.postern."))
                        .map(JavaClass::getPackage)
                        .distinct()
                        .filter(each -> !each.isAnnotatedWith(NullMarked.class))
                        .map(JavaPackage::getName)
                        .sorted()
                        .toList();

        assertEquals(List.of(), others, "packages without @NullMarked in their package-info.java");
    }

    private static void onlyUses(String folder, List<String> others) {
        String own = BuiltBundle.of(folder).root() + "..";
        List<String> allowed = new ArrayList<>(GROUND);
        allowed.addAll(others);
        allowed.add(own);
        classes()
                .that()
                .resideInAPackage(own)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(allowed.toArray(String[]::new))
                .check(classes);
    }

    private static final class ByPackage implements SliceAssignment {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass each) {
            return each.getPackageName().startsWith("org.postern.")
                    ? SliceIdentifier.of(each.getPackageName())
                    : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "packages";
        }
    }
}
