// SPDX-License-Identifier: Apache-2.0
package org.postern.itests.exam;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.util.tracker.ServiceTracker;

import java.io.IOException;
import java.util.Arrays;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** What a test has at hand inside the framework. */
public final class Inside {

    /** Hang guard: what is waited for comes at once. */
    private static final long PATIENCE_SECONDS = 20;

    private Inside() {}

    /** The context of the test's own bundle. */
    public static BundleContext context() {
        return Objects.requireNonNull(
                        FrameworkUtil.getBundle(Inside.class), "Only inside the framework.")
                .getBundleContext();
    }

    /** An installed bundle. */
    public static Bundle bundle(String symbolicName) {
        return Arrays.stream(context().getBundles())
                .filter(bundle -> symbolicName.equals(bundle.getSymbolicName()))
                .findFirst()
                .orElseThrow();
    }

    /** The best service of a type, as soon as there is one. */
    public static <T> T service(Class<T> type) throws InterruptedException {
        return Objects.requireNonNull(context().getService(reference(type, "(objectClass=*)")));
    }

    /** An instance of a prototype-scope service for this caller alone. */
    public static <T> T fresh(Class<T> type) throws InterruptedException {
        return Objects.requireNonNull(
                context().getServiceObjects(reference(type, "(objectClass=*)")).getService());
    }

    /** The best service of a type that matches, as soon as there is one. */
    @SuppressWarnings("unchecked")
    public static <T> ServiceReference<T> reference(Class<T> type, String filter)
            throws InterruptedException {
        return (ServiceReference<T>)
                reference("(&(objectClass=" + type.getName() + ")" + filter + ")");
    }

    /** The best service of any type that matches, as soon as there is one. */
    public static ServiceReference<?> reference(String filter) throws InterruptedException {
        ServiceTracker<Object, Object> tracker;
        try {
            tracker = new ServiceTracker<>(context(), context().createFilter(filter), null);
        } catch (InvalidSyntaxException e) {
            throw new IllegalArgumentException(filter, e);
        }
        tracker.open(true);
        try {
            if (tracker.waitForService(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS)) == null) {
                throw new AssertionError("No service " + filter);
            }
            return tracker.getServiceReference();
        } finally {
            tracker.close();
        }
    }

    /** Configures one component. */
    public static Configuration configure(String pid, Map<String, Object> values)
            throws IOException, InterruptedException {
        Configuration configuration = service(ConfigurationAdmin.class).getConfiguration(pid, "?");
        configuration.update(dictionary(values));
        return configuration;
    }

    /** Makes one more of a component that exists once per configuration. */
    public static Configuration configureAnother(String factoryPid, Map<String, Object> values)
            throws IOException, InterruptedException {
        Configuration configuration =
                service(ConfigurationAdmin.class).createFactoryConfiguration(factoryPid, "?");
        configuration.update(dictionary(values));
        return configuration;
    }

    /** Waits until something holds. */
    public static void eventually(String what, Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!condition.call()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("Never came true: " + what);
            }
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    private static Dictionary<String, Object> dictionary(Map<String, Object> values) {
        return new Hashtable<>(values);
    }
}
