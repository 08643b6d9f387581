// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.soap;

import java.net.InetAddress;
import java.util.List;

/** Executes one action; called by several threads at once. */
@FunctionalInterface
public interface ActionHandler {
    /**
     * Executes the action.
     *
     * @param arguments all that the action takes, by name
     * @param caller address of the client
     * @return the values returned, in the order of the action's model
     * @throws ActionFault if it is refused
     */
    List<String> call(Arguments arguments, InetAddress caller) throws ActionFault;
}
