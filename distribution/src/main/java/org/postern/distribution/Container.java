// SPDX-License-Identifier: Apache-2.0
package org.postern.distribution;

import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A framework with bundles that are nested in this jar. */
final class Container implements AutoCloseable {
    /** How long bundles may take to stop: the keeper may take two seconds to close its ports. */
    private static final long STOP_MILLIS = 2200;

    private final Framework framework;

    private Container(Framework framework) {
        this.framework = framework;
    }

    /** Makes a framework in the folder that has not started yet. */
    static Container open(RunFolder folder, Map<String, String> properties) throws LaunchException {
        Map<String, String> configuration = new HashMap<>(properties);
        configuration.put(Constants.FRAMEWORK_STORAGE, folder.path().resolve("bundles").toString());
        // The folder has a lock already; and failures are told by us, in a sentence.
        configuration.put("felix.cache.locking", "false");
        configuration.put("felix.log.level", "0");
        // The few bundles resolve faster on one thread than threads start.
        configuration.put("felix.resolver.parallelism", "1");
        Container container = new Container(new FrameworkFactory().newFramework(configuration));
        try {
            container.framework.init();
            return container;
        } catch (BundleException e) {
            container.close();
            throw new LaunchException("The OSGi framework does not start: " + e.getMessage(), e);
        }
    }

    BundleContext context() {
        return framework.getBundleContext();
    }

    /** Installs bundles without starting them. */
    List<Bundle> install(List<String> names) throws LaunchException {
        List<Bundle> bundles = new ArrayList<>();
        for (String name : names) {
            String location = "/bundles/" + name + ".jar";
            try (InputStream content = Container.class.getResourceAsStream(location)) {
                if (content == null) {
                    throw new LaunchException("The jar is incomplete: it lacks " + location + ".");
                }
                bundles.add(context().installBundle("postern:" + name, content));
            } catch (BundleException | IOException e) {
                throw new LaunchException(
                        "Bundle " + name + " cannot be installed: " + e.getMessage(), e);
            }
        }
        return bundles;
    }

    /** Starts the framework, then the bundles in this order. */
    void start(List<Bundle> bundles) throws LaunchException {
        try {
            framework.start();
        } catch (BundleException e) {
            throw new LaunchException("The OSGi framework does not start: " + e.getMessage(), e);
        }
        for (Bundle bundle : bundles) {
            try {
                bundle.start(Bundle.START_TRANSIENT | Bundle.START_ACTIVATION_POLICY);
            } catch (BundleException e) {
                throw new LaunchException(whyNot(bundle, e), e);
            }
        }
    }

    private static String whyNot(Bundle bundle, BundleException failure) {
        // The framework lists the missing requirements a second time.
        String reason =
                String.valueOf(failure.getMessage())
                        .replaceFirst(" Unresolved requirements: .*", "");
        return failure.getType() == BundleException.RESOLVE_ERROR
                ? "Bundle " + bundle.getSymbolicName() + " does not resolve: " + reason
                : "Bundle " + bundle.getSymbolicName() + " does not start: " + reason;
    }

    /** Blocks until somebody stops the framework. */
    void waitForStop() throws InterruptedException {
        framework.waitForStop(0);
    }

    /** Stops all bundles. May be called again, from any thread. */
    @Override
    public void close() {
        boolean interrupted = Thread.interrupted();
        try {
            framework.stop();
            framework.waitForStop(STOP_MILLIS);
        } catch (BundleException e) {
            // The process ends next, and with it whatever did not stop.
        } catch (InterruptedException e) {
            interrupted = true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
