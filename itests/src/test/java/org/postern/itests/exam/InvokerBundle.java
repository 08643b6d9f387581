// SPDX-License-Identifier: Apache-2.0
package org.postern.itests.exam;

import static org.ops4j.pax.exam.CoreOptions.streamBundle;

import org.ops4j.pax.exam.options.ProvisionOption;
import org.ops4j.pax.tinybundles.TinyBundles;
import org.osgi.framework.Constants;
import org.postern.itests.exam.inside.InvokerActivator;
import org.postern.itests.exam.inside.JupiterInvoker;

/** The part of the driver that lives inside. */
final class InvokerBundle {

    private InvokerBundle() {}

    static ProvisionOption<?> option() {
        return streamBundle(
                TinyBundles.bundle()
                        .setHeader(Constants.BUNDLE_MANIFESTVERSION, "2")
                        .setHeader(Constants.BUNDLE_SYMBOLICNAME, "org.postern.itests.exam.inside")
                        .setHeader(Constants.BUNDLE_ACTIVATOR, InvokerActivator.class.getName())
                        .setHeader(Constants.DYNAMICIMPORT_PACKAGE, "*")
                        .addClass(InvokerActivator.class)
                        .addClass(JupiterInvoker.class)
                        .build(TinyBundles.rawBuilder()));
    }
}
