// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.command;

import org.postern.api.gateway.GatewayFinder;
import org.postern.api.keeper.LastingPorts;
import org.postern.api.keeper.PortKeeper;
import org.postern.api.keeper.PortKeeperProvider;

import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntBiFunction;

/** The services that commands talk to, looked up anew by each call, since bundles come and go. */
public interface Services {
    /**
     * What finds a gateway.
     *
     * @return the highest-ranked one
     * @throws CommandException when there is none
     */
    GatewayFinder finder() throws CommandException;

    /**
     * A control point of the caller's own.
     *
     * @return to be closed by the caller
     * @throws CommandException when there is none
     */
    UpnpLease upnp() throws CommandException;

    /**
     * The simulated router.
     *
     * @return takes the words after {@code simulate} and two streams, for data and for sentences of
     *     failure; blocks until its thread is interrupted, and returns the exit code
     * @throws CommandException when it is not installed
     */
    ToIntBiFunction<List<String>, List<PrintStream>> simulator() throws CommandException;

    /**
     * What keeps ports open on the gateways that are known here.
     *
     * @return not to be closed
     * @throws CommandException when it is not installed
     */
    PortKeeper keeper() throws CommandException;

    /**
     * Opens keepers for gateways of the user's choice.
     *
     * @return the highest-ranked one
     * @throws CommandException when it is not installed
     */
    PortKeeperProvider keepers() throws CommandException;

    /**
     * What remembers ports over restarts.
     *
     * @return empty where nothing does
     */
    Optional<LastingPorts> lastingPorts();
}
