// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.command;

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

import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntBiFunction;

/**
 * The services that commands use. Each call looks the service up again, because bundles come and
 * go. Throws a {@link CommandException} when a service is missing.
 */
public interface Services {
    GatewayFinder finder() throws CommandException;

    /** Whether the framework stops, with all its services: nobody needs to be told that one is gone. */
    boolean stopping();

    /** The gateways that are known here, without a search. */
    List<Gateway> gateways();

    /** A control point of the caller's own. The caller closes it. */
    UpnpLease upnp() throws CommandException;

    /**
     * The simulated router. It takes the words after {@code simulate} and two streams, for data
     * and for error messages; it blocks until its thread is interrupted, and returns the exit
     * code.
     */
    ToIntBiFunction<List<String>, List<PrintStream>> simulator() throws CommandException;

    /** Keeps ports open on the gateways known here. Not to be closed by the caller. */
    PortKeeper keeper() throws CommandException;

    /** Opens keepers for gateways that the user chooses. */
    PortKeeperProvider keepers() throws CommandException;

    /**
     * Shows the keeper of one command to management tools; empty where none can be shown. In a shell
     * the keeper of the shell is shown already.
     */
    Optional<ManagementBeans> managementBeans();

    /** Serves a page for browsers of this machine. */
    PageServer pageServer() throws CommandException;

    /** Remembers ports across restarts; empty where no such service exists. */
    Optional<LastingPorts> lastingPorts();

    /** Examines why a port cannot be opened or reached. Not to be closed by the caller. */
    Doctor doctor() throws CommandException;

    /** Runs helpers outside, and asks them. Not to be closed by the caller. */
    OutsideHelper outsideHelper() throws CommandException;

    /** What a configured helper found of the ports that are kept here; empty without one. */
    Optional<ReachWatch> reachWatch();
}
