// SPDX-License-Identifier: Apache-2.0
package org.postern.itests.exam.inside;

import org.ops4j.pax.exam.ProbeInvokerFactory;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

import java.util.Hashtable;
import java.util.Map;

/** Offers {@link JupiterInvoker} to Pax Exam, which asks for it by its driver's name. */
public final class InvokerActivator implements BundleActivator {
    @Override
    public void start(BundleContext context) {
        context.registerService(
                ProbeInvokerFactory.class,
                (probe, instruction) -> new JupiterInvoker((BundleContext) probe, instruction),
                new Hashtable<>(Map.of("driver", JupiterInvoker.DRIVER)));
    }

    @Override
    public void stop(BundleContext context) {
        // The framework takes the service back.
    }
}
