// SPDX-License-Identifier: Apache-2.0
package org.postern.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.FrameworkWiring;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarInputStream;

/** The bundles in the jar, in a framework of this JVM. */
@Timeout(60)
class ShellBundlesIT {
    private static final Map<String, String> NO_SEARCH =
            Map.of("org.postern.gateways.searchAtActivation", "false");

    @TempDir Path home;

    @Test
    void jar_holdsWhatTheShellStartsAndNothingElse() throws Exception {
        try (JarFile jar = new JarFile(System.getProperty("postern.jar"))) {
            List<String> names =
                    jar.stream()
                            .map(entry -> entry.getName())
                            .filter(name -> name.startsWith("bundles/") && name.endsWith(".jar"))
                            .map(name -> name.substring(8, name.length() - 4))
                            .sorted()
                            .toList();
            assertEquals(InteractiveShell.BUNDLES.stream().sorted().toList(), names);
        }
    }

    @Test
    void theyResolveAsAWhole() throws Exception {
        try (RunFolder folder = RunFolder.take(home, home.resolve("tmp"));
                Container container = Container.open(folder, NO_SEARCH)) {
            List<Bundle> bundles = container.install(InteractiveShell.BUNDLES);
            FrameworkWiring wiring = container.context().getBundle(0).adapt(FrameworkWiring.class);
            assertTrue(wiring.resolveBundles(bundles));
        }
    }

    /** Without what reads files of this machine, and the editor, which would read its input. */
    @Test
    void theyBecomeActiveWithAtMostFourThreadsOfOurs() throws Exception {
        List<String> names = new ArrayList<>(InteractiveShell.BUNDLES);
        names.removeAll(List.of("org.apache.felix.fileinstall", "org.apache.felix.gogo.jline"));
        try (RunFolder folder = RunFolder.take(home, home.resolve("tmp"));
                Container container = Container.open(folder, NO_SEARCH)) {
            List<Bundle> bundles = container.install(names);
            container.start(bundles);
            for (Bundle bundle : bundles) {
                assertEquals(Bundle.ACTIVE, bundle.getState(), bundle::getSymbolicName);
            }
            assertTrue(threadsOfOurs().size() <= 4, () -> threadsOfOurs().toString());
        }
        assertEquals(List.of(), threadsOfOurs());
    }

    /** The bundles' classes are on the class path too, for one command. */
    @Test
    void jar_namesAllProvidersOfTheBundles() throws Exception {
        Set<String> nested = new TreeSet<>();
        try (JarFile jar = new JarFile(System.getProperty("postern.jar"))) {
            for (String name : InteractiveShell.BUNDLES) {
                if (name.startsWith("org.postern.")) {
                    try (JarInputStream bundle =
                            new JarInputStream(
                                    jar.getInputStream(jar.getEntry("bundles/" + name + ".jar")))) {
                        nested.addAll(providers(bundle));
                    }
                }
            }
        }
        Set<String> all = new TreeSet<>();
        try (JarInputStream jar =
                new JarInputStream(
                        Files.newInputStream(Path.of(System.getProperty("postern.jar"))))) {
            all.addAll(providers(jar));
        }
        assertTrue(nested.size() > 5, nested::toString);
        assertTrue(all.containsAll(nested), all::toString);
    }

    private static List<String> providers(JarInputStream jar) throws IOException {
        List<String> providers = new ArrayList<>();
        for (JarEntry entry = jar.getNextJarEntry(); entry != null; entry = jar.getNextJarEntry()) {
            String name = entry.getName();
            if (name.startsWith("META-INF/services/") && !entry.isDirectory()) {
                new String(jar.readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .filter(line -> !line.isBlank())
                        .forEach(line -> providers.add(name + ": " + line));
            }
        }
        return providers;
    }

    private static List<String> threadsOfOurs() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("postern-"))
                .toList();
    }
}
