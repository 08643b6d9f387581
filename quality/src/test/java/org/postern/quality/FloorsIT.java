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
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;

/** docs/architecture.md, "Rooms": who may use whom. */
class FloorsIT {
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

    private static JavaClasses house = new ClassFileImporter().importClasses();

    @BeforeAll
    static void read() throws IOException {
        List<JarFile> jars = new ArrayList<>();
        for (BuiltBundle each : BuiltBundle.all()) {
            jars.add(new JarFile(each.file().toFile()));
        }
        house = new ClassFileImporter().importJars(jars);
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
                .check(house);
    }

    @ParameterizedTest
    @ValueSource(strings = {"discovery", "igd-control", "port-keeper"})
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
                .check(house);
    }

    /** For them there is System.Logger; the commands show with --verbose what comes out of it. */
    @ParameterizedTest
    @ValueSource(strings = {"api", "discovery", "igd-control", "port-keeper"})
    void onlyCommandsPrintOrKnowWhereTheLogGoes(String folder) {
        DescribedPredicate<JavaClass> log = resideInAPackage("java.util.logging..");
        noClasses()
                .that()
                .resideInAPackage(BuiltBundle.of(folder).root() + "..")
                .should(ACCESS_STANDARD_STREAMS)
                .orShould()
                .dependOnClassesThat(log)
                .check(house);
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
                    .check(house);
        }
    }

    /** Its sources are copied into the bundles; its own classes are for its unit tests. */
    @Test
    void theSourceOfTheCopiesIsInNoBundle() {
        noClasses().should().resideInAPackage("org.postern.internal..").check(house);
    }

    /** The property internal.packages of a bundle's POM names what the bundle uses. */
    @Test
    void aBundleTakesNoSharedPackageThatItDoesNotUse() {
        for (BuiltBundle each : BuiltBundle.all()) {
            DescribedPredicate<JavaClass> copies = resideInAPackage(each.root() + ".internal..");
            Set<String> used = new TreeSet<>();
            house.stream()
                    .flatMap(user -> user.getDirectDependenciesFromSelf().stream())
                    .filter(
                            use ->
                                    copies.test(use.getTargetClass())
                                            && !use.getTargetClass()
                                                    .getPackageName()
                                                    .equals(use.getOriginClass().getPackageName()))
                    .forEach(use -> used.add(use.getTargetClass().getPackageName()));
            Set<String> taken = new TreeSet<>();
            house.stream().filter(copies).forEach(copy -> taken.add(copy.getPackageName()));

            assertEquals(used, taken, each.folder());
        }
    }

    @Test
    void packagesHaveNoCycles() {
        slices().assignedFrom(new ByPackage()).should().beFreeOfCycles().check(house);
    }

    /** NullAway reads no other. */
    @Test
    void everyPackageSaysThatNothingIsNull() {
        List<String> others =
                house.stream()
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
                .check(house);
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
