// SPDX-License-Identifier: Apache-2.0
package org.postern.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

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
            return built.filter(file -> file.toString().matches(".*(?<!-javadoc)\\.(jar|kar|dp)"))
                    .sorted()
                    .toList();
        }
    }

    /** Deployment Admin accepts no other file beside bundles: those of a package have theirs. */
    private static void hasLicenseAndNotice(Path archive) throws IOException {
        if (!archive.toString().endsWith(".dp")) {
            hasLicenseAndNotice(archive.toString(), Files.newInputStream(archive));
            return;
        }
        try (JarFile jar = new JarFile(archive.toFile())) {
            List<JarEntry> bundles =
                    jar.stream().filter(each -> each.getName().endsWith(".jar")).toList();
            assertFalse(bundles.isEmpty(), archive::toString);
            for (JarEntry each : bundles) {
                hasLicenseAndNotice(archive + "!" + each, jar.getInputStream(each));
            }
        }
    }

    private static void hasLicenseAndNotice(String name, InputStream archive) throws IOException {
        Map<String, String> texts = new HashMap<>();
        try (ZipInputStream zip = new ZipInputStream(archive)) {
            ZipEntry entry;
            while ((entry = zip.getNextEntry()) != null) {
                if (Set.of("META-INF/LICENSE", "META-INF/NOTICE").contains(entry.getName())) {
                    texts.put(
                            entry.getName(),
                            new String(zip.readAllBytes(), StandardCharsets.UTF_8));
                }
            }
        }
        assertEquals(
                Files.readString(BuiltBundle.checkout().resolve("LICENSE")),
                texts.get("META-INF/LICENSE"),
                () -> "Not the project's META-INF/LICENSE in " + name);
        assertTrue(
                texts.getOrDefault("META-INF/NOTICE", "").startsWith("Postern"),
                () -> "No META-INF/NOTICE in " + name);
    }
}
