// SPDX-License-Identifier: Apache-2.0
package org.postern.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.FrameworkWiring;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.jar.JarFile;

/** The bundles in the jar, in a framework of this JVM. */
@Timeout(60)
class BundleSetsIT {
    private static final Map<String, String> NO_SEARCH =
            Map.of("org.postern.gateways.searchAtActivation", "false");

    @TempDir Path home;

    @Test
    void jar_holdsWhatTheSetsNameAndNothingElse() throws Exception {
        try (JarFile jar = new JarFile(System.getProperty("postern.jar"))) {
            List<String> names =
                    jar.stream()
                            .map(entry -> entry.getName())
                            .filter(name -> name.startsWith("bundles/") && name.endsWith(".jar"))
                            .map(name -> name.substring(8, name.length() - 4))
                            .sorted()
                            .toList();
            assertEquals(BundleSets.INTERACTIVE.stream().sorted().toList(), names);
        }
    }

    @Test
    void interactiveSet_resolvesAsAWhole() throws Exception {
        try (RunFolder folder = RunFolder.take(home, home.resolve("tmp"));
                Container container = Container.open(folder, NO_SEARCH)) {
            List<Bundle> bundles = container.install(BundleSets.INTERACTIVE);
            FrameworkWiring wiring = container.context().getBundle(0).adapt(FrameworkWiring.class);
            assertTrue(wiring.resolveBundles(bundles));
        }
    }

    @Test
    void oneCommandSet_becomesActiveWithAtMostFourThreadsOfOurs() throws Exception {
        try (RunFolder folder = RunFolder.take(home, home.resolve("tmp"));
                Container container = Container.open(folder, NO_SEARCH)) {
            List<Bundle> bundles = container.install(BundleSets.ONE_COMMAND);
            container.start(bundles);
            for (Bundle bundle : bundles) {
                assertEquals(Bundle.ACTIVE, bundle.getState(), bundle::getSymbolicName);
            }
            assertEquals(
                    1,
                    container
                            .context()
                            .getServiceReferences(ToIntFunction.class, "(postern.terminal=true)")
                            .size());
            assertTrue(threadsOfOurs().size() <= 4, () -> threadsOfOurs().toString());
        }
        assertEquals(List.of(), threadsOfOurs());
    }

    @Test
    void keeper_startsOnTopOfTheOneCommandSet() throws Exception {
        try (RunFolder folder = RunFolder.take(home, home.resolve("tmp"));
                Container container = Container.open(folder, NO_SEARCH)) {
            container.start(container.install(BundleSets.ONE_COMMAND));
            List<Bundle> keeper = container.install(List.of(BundleSets.KEEPER));
            container.start(keeper);
            assertEquals(Bundle.ACTIVE, keeper.get(0).getState());
        }
    }

    private static List<String> threadsOfOurs() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("postern-"))
                .toList();
    }
}
