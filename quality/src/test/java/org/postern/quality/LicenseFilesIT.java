// SPDX-License-Identifier: Apache-2.0
package org.postern.quality;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/** The Apache License, section 4: who gets a copy gets the license and the notice with it. */
class LicenseFilesIT {

    @TestFactory
    Stream<DynamicTest> everyArchiveForUsersHasItsLicenseAndNotice() throws Exception {
        List<DynamicTest> tests = new ArrayList<>();
        for (String folder : Pom.in("").texts("modules/module")) {
            Pom pom = Pom.in(folder);
            if (!pom.text("properties/maven.install.skip").equals("true") && makesFiles(pom)) {
                List<Path> archives = archives(folder);
                assertFalse(archives.isEmpty(), folder + " is not built: run 'mvn verify'.");
                archives.forEach(
                        archive ->
                                tests.add(
                                        DynamicTest.dynamicTest(
                                                archive.getFileName().toString(),
                                                () -> hasLicenseAndNotice(archive))));
            }
        }
        return tests.stream();
    }

    /** Of the others users get the POM alone. */
    private static boolean makesFiles(Pom pom) throws Exception {
        return !pom.text("packaging").equals("pom") || !pom.text("build").isEmpty();
    }

    private static List<Path> archives(String folder) throws IOException {
        try (Stream<Path> built =
                Files.list(BuiltBundle.checkout().resolve(folder).resolve("target"))) {
            return built.filter(file -> file.toString().matches(".*(?<!-javadoc)\\.(jar|kar)"))
                    .sorted()
                    .toList();
        }
    }

    private static void hasLicenseAndNotice(Path archive) throws IOException {
        String license = Files.readString(BuiltBundle.checkout().resolve("LICENSE"));
        assertTrue(
                text(archive, "META-INF/LICENSE").equals(license),
                () -> "Not the project's META-INF/LICENSE in " + archive);
        assertTrue(
                text(archive, "META-INF/NOTICE").startsWith("Postern"),
                () -> "No META-INF/NOTICE in " + archive);
    }

    private static String text(Path archive, String name) throws IOException {
        try (JarFile jar = new JarFile(archive.toFile())) {
            ZipEntry entry = jar.getEntry(name);
            return entry == null
                    ? ""
                    : new String(jar.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
