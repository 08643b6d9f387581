// SPDX-License-Identifier: Apache-2.0
package org.postern.itests.exam.inside;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.engine.JupiterTestEngine;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.ops4j.pax.exam.ProbeInvoker;
import org.ops4j.pax.exam.TestContainerException;
import org.osgi.framework.BundleContext;

/** Runs one test method with the Jupiter engine. */
public final class JupiterInvoker implements ProbeInvoker {

    /** The value of {@code pax.exam.invoker} that selects this invoker. */
    public static final String DRIVER = "jupiter";

    private final BundleContext probe;
    private final String className;
    private final String methodName;

    JupiterInvoker(BundleContext probe, String instruction) {
        this.probe = probe;
        this.className = instruction.split(";")[0];
        this.methodName = instruction.split(";")[1];
    }

    @Override
    public void call(Object... arguments) {
        Thread thread = Thread.currentThread();
        ClassLoader outside = thread.getContextClassLoader();
        // The launcher looks for configuration with it, and would find that of the outer run.
        thread.setContextClassLoader(JupiterInvoker.class.getClassLoader());
        try {
            run(probe.getBundle().loadClass(className));
        } catch (ClassNotFoundException e) {
            throw new TestContainerException(e);
        } finally {
            thread.setContextClassLoader(outside);
        }
    }

    private void run(Class<?> testClass) {
        // No service loading: bundles cannot see one another's META-INF/services.
        LauncherConfig config =
                LauncherConfig.builder()
                        .enableTestEngineAutoRegistration(false)
                        .enableLauncherSessionListenerAutoRegistration(false)
                        .enableLauncherDiscoveryListenerAutoRegistration(false)
                        .enableTestExecutionListenerAutoRegistration(false)
                        .enablePostDiscoveryFilterAutoRegistration(false)
                        .addTestEngines(new JupiterTestEngine())
                        .build();
        LauncherDiscoveryRequest request =
                LauncherDiscoveryRequestBuilder.request()
                        .selectors(DiscoverySelectors.selectMethod(testClass, methodName))
                        .build();
        Outcome outcome = new Outcome();
        LauncherFactory.create(config).execute(request, outcome);
        outcome.check();
    }

    private final class Outcome implements TestExecutionListener {
        private int successful;
        private @Nullable Throwable failure;

        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            if (result.getStatus() != TestExecutionResult.Status.SUCCESSFUL) {
                failure = result.getThrowable().orElse(null);
            } else if (test.isTest()) {
                successful++;
            }
        }

        void check() {
            String name = className + "." + methodName;
            if (failure != null) {
                throw new TestContainerException(name + " failed inside the framework", failure);
            }
            if (successful != 1) {
                throw new TestContainerException(name + " did not run inside the framework");
            }
        }
    }
}
