// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands;

import org.jspecify.annotations.Nullable;
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
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntBiFunction;

/**
 * What is on the class path, for one command without a framework: nothing runs before it is asked
 * for. There is no keeper that outlives the command. Used by one thread.
 */
final class ClassPathServices implements Services, AutoCloseable {
    private final ToIntBiFunction<List<String>, List<PrintStream>> simulator;
    private @Nullable GatewayFinder finder;
    private @Nullable Doctor doctor;
    private @Nullable OutsideHelper outsideHelper;

    ClassPathServices(ToIntBiFunction<List<String>, List<PrintStream>> simulator) {
        this.simulator = simulator;
    }

    @Override
    public GatewayFinder finder() {
        if (finder == null) {
            finder = GatewayFinder.create();
        }
        return finder;
    }

    @Override
    public List<Gateway> gateways() {
        return List.of();
    }

    @Override
    public UpnpLease upnp() {
        return new UpnpLease(Upnp.create(), () -> {});
    }

    @Override
    public ToIntBiFunction<List<String>, List<PrintStream>> simulator() {
        return simulator;
    }

    @Override
    public PortKeeper keeper() throws CommandException {
        throw CommandException.unavailable("No keeper outlives a command.");
    }

    @Override
    public PortKeeperProvider keepers() {
        return PortKeeper::create;
    }

    @Override
    public Optional<ManagementBeans> managementBeans() {
        try {
            return Optional.of(ManagementBeans.create());
        } catch (IllegalStateException e) {
            // The jar is not on the class path.
            return Optional.empty();
        }
    }

    @Override
    public PageServer pageServer() throws CommandException {
        try {
            return PageServer.create();
        } catch (IllegalStateException e) {
            throw CommandException.unavailable(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public Optional<LastingPorts> lastingPorts() {
        return Optional.empty();
    }

    @Override
    public Doctor doctor() {
        if (doctor == null) {
            doctor = Doctor.create();
        }
        return doctor;
    }

    @Override
    public OutsideHelper outsideHelper() {
        if (outsideHelper == null) {
            outsideHelper = OutsideHelper.create();
        }
        return outsideHelper;
    }

    @Override
    public boolean stopping() {
        return false;
    }

    @Override
    public Optional<ReachWatch> reachWatch() {
        return Optional.empty();
    }

    @Override
    public void close() {
        if (finder != null) {
            finder.close();
        }
        if (doctor != null) {
            doctor.close();
        }
        if (outsideHelper != null) {
            outsideHelper.close();
        }
    }
}
