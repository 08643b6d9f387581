// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.soap;

import java.net.InetAddress;
import java.util.List;

/** Executes one action; called by several threads at once. */
@FunctionalInterface
public interface ActionHandler {
    /** Takes all arguments of the action and returns its values in the order of its model. */
    List<String> call(Arguments arguments, InetAddress caller) throws ActionFault;
}
