// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands;

import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceListener;
import org.osgi.service.component.ComponentContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/**
 * Enables the Gogo commands as soon as Gogo is present; without it, their class cannot even be
 * loaded. Gogo may start later, as in a Karaf that finds this bundle in its deploy folder before
 * it has installed its own bundles. A dynamic import then finds its packages.
 */
@Component(
        service = {},
        immediate = true)
public final class GogoSwitch implements ServiceListener {
    private static final String GOGO = "org.apache.felix.service.command.CommandProcessor";

    /** Karaf sets it for the whole framework. */
    private static final String KARAF = "karaf.home";

    private final ComponentContext component;
    private final BundleContext bundle;

    @Activate
    public GogoSwitch(ComponentContext component) {
        this.component = component;
        this.bundle = component.getBundleContext();
    }

    @Activate
    void start() throws InvalidSyntaxException {
        bundle.addServiceListener(this, "(objectClass=" + GOGO + ")");
        if (bundle.getServiceReference(GOGO) != null) {
            enable();
        }
    }

    @Deactivate
    void stop() {
        bundle.removeServiceListener(this);
    }

    @Override
    public void serviceChanged(ServiceEvent event) {
        if (event.getType() == ServiceEvent.REGISTERED) {
            enable();
        }
    }

    private void enable() {
        component.enableComponent(GogoCommands.NAME);
        boolean ownShell = Boolean.getBoolean(GogoCommands.OWN_SHELL);
        if (ownShell || bundle.getProperty(KARAF) != null) {
            component.enableComponent(ShellHelp.NAME);
        }
        if (ownShell) {
            component.enableComponent(GogoCompletion.NAME);
        }
    }
}
