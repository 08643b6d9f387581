// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands;

import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.service.component.ComponentServiceObjects;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.component.annotations.ReferenceScope;
import org.postern.api.doctor.Doctor;
import org.postern.api.doctor.OutsideHelper;
import org.postern.api.doctor.ReachWatch;
import org.postern.api.finder.GatewayFinder;
import org.postern.api.gateway.Gateway;
import org.postern.api.keeper.LastingPorts;
import org.postern.api.keeper.ManagementBeans;
import org.postern.api.keeper.PageServer;
import org.postern.api.keeper.PortKeeper;
import org.postern.api.keeper.PortKeeperProvider;
import org.postern.api.upnp.Upnp;
import org.postern.shell.commands.command.CommandException;
import org.postern.shell.commands.command.Services;
import org.postern.shell.commands.command.UpnpLease;

import java.io.PrintStream;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntBiFunction;

/**
 * The services that are registered now. All are optional, so that a command can say which bundle
 * to install. Declarative Services writes the fields whenever bundles come and go.
 */
@Component(service = Services.class)
public final class ServiceLocator implements Services {
    private static final System.Logger LOGGER = System.getLogger("org.postern.shell-commands");
    private static final String NO_CONTROL =
            "The gateway control is not running: install and start the bundles"
                    + " org.postern.igd.control and org.postern.discovery.";
    private static final String NO_DOCTOR =
            "The doctor is not running: install and start the bundle org.postern.doctor.";
    private static final String NO_KEEPER =
            "The port keeper is not running: install and start the bundle org.postern.port.keeper.";

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable GatewayFinder finder;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY,
            scope = ReferenceScope.PROTOTYPE_REQUIRED)
    private volatile @Nullable ComponentServiceObjects<Upnp> upnps;

    @Reference(
            target = "(postern.command=simulate)",
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable ToIntBiFunction<List<String>, List<PrintStream>> simulator;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable PortKeeper keeper;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable PortKeeperProvider keepers;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable LastingPorts lastingPorts;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable PageServer pageServer;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable Doctor doctor;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable OutsideHelper outsideHelper;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable ReachWatch reachWatch;

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    private volatile List<Gateway> gateways = List.of();

    private final Bundle framework;

    @Activate
    public ServiceLocator(BundleContext context) {
        framework = context.getBundle(Constants.SYSTEM_BUNDLE_ID);
    }

    @Override
    public boolean stopping() {
        return framework.getState() == Bundle.STOPPING;
    }

    @Override
    public GatewayFinder finder() throws CommandException {
        return there(finder, NO_CONTROL);
    }

    @Override
    public List<Gateway> gateways() {
        return List.copyOf(gateways);
    }

    @Override
    public UpnpLease upnp() throws CommandException {
        ComponentServiceObjects<Upnp> objects = there(upnps, NO_CONTROL);
        Upnp upnp = there(objects.getService(), NO_CONTROL);
        return new UpnpLease(upnp, () -> giveBack(objects, upnp));
    }

    @Override
    public ToIntBiFunction<List<String>, List<PrintStream>> simulator() throws CommandException {
        return there(
                simulator,
                "The simulated router is not running: install and start the bundle"
                        + " org.postern.simulator.");
    }

    @Override
    public PortKeeper keeper() throws CommandException {
        return there(keeper, NO_KEEPER);
    }

    @Override
    public PortKeeperProvider keepers() throws CommandException {
        return there(keepers, NO_KEEPER);
    }

    @Override
    public Optional<ManagementBeans> managementBeans() {
        return Optional.empty();
    }

    @Override
    public PageServer pageServer() throws CommandException {
        return there(
                pageServer,
                "The page is not there: install and start the bundle org.postern.web.console.");
    }

    @Override
    public Optional<LastingPorts> lastingPorts() {
        return Optional.ofNullable(lastingPorts);
    }

    @Override
    public Doctor doctor() throws CommandException {
        return there(doctor, NO_DOCTOR);
    }

    @Override
    public OutsideHelper outsideHelper() throws CommandException {
        return there(outsideHelper, NO_DOCTOR);
    }

    @Override
    public Optional<ReachWatch> reachWatch() {
        return Optional.ofNullable(reachWatch);
    }

    private static <T> T there(@Nullable T service, String sentence) throws CommandException {
        if (service == null) {
            throw CommandException.unavailable(sentence);
        }
        return service;
    }

    private static void giveBack(ComponentServiceObjects<Upnp> objects, Upnp upnp) {
        try {
            objects.ungetService(upnp);
        } catch (IllegalArgumentException | IllegalStateException e) {
            LOGGER.log(Level.DEBUG, "The control point was gone before it was given back: {0}", e);
        }
    }
}
