// SPDX-License-Identifier: Apache-2.0
package org.postern.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.postern.itests.exam.ClassPathBundles;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.TimeUnit;

/** The keeper in a framework with the component runtime and nothing else. */
class KeeperAloneIT {
    private static final List<String> BUNDLES =
            List.of(
                    "org.osgi.util.function",
                    "org.osgi.util.promise",
                    "org.osgi.service.component",
                    "org.apache.felix.scr",
                    "org.postern.api",
                    "org.postern.port.keeper");

    @TempDir Path cache;

    @Test
    void withoutConfigAdminMetatypeAndEventAdmin_thereIsTheServiceAllTheSame() throws Exception {
        Framework framework = start();
        try {
            BundleContext context = framework.getBundleContext();

            assertNotNull(references(context, "org.postern.api.keeper.PortKeeper"));
            assertNull(references(context, "org.postern.api.keeper.LastingPorts"));
            for (Bundle each : context.getBundles()) {
                assertEquals(Bundle.ACTIVE, each.getState(), each.toString());
            }
        } finally {
            framework.stop();
            framework.waitForStop(TimeUnit.SECONDS.toMillis(20));
        }
    }

    /** All: those whose types the class path has as well would be left out otherwise. */
    private static ServiceReference<?> @Nullable [] references(BundleContext context, String type)
            throws InvalidSyntaxException {
        return context.getAllServiceReferences(type, null);
    }

    private Framework start() throws BundleException {
        Framework framework =
                ServiceLoader.load(FrameworkFactory.class)
                        .findFirst()
                        .orElseThrow()
                        .newFramework(
                                Map.of(
                                        Constants.FRAMEWORK_STORAGE,
                                        cache.toString(),
                                        // The JUnit run's class path has its own copies.
                                        Constants.FRAMEWORK_BUNDLE_PARENT,
                                        Constants.FRAMEWORK_BUNDLE_PARENT_BOOT));
        framework.start();
        ClassPathBundles classPath = ClassPathBundles.read();
        List<Bundle> installed = new ArrayList<>();
        for (String name : BUNDLES) {
            installed.add(framework.getBundleContext().installBundle(classPath.url(name)));
        }
        for (Bundle each : installed) {
            each.start();
        }
        return framework;
    }
}
