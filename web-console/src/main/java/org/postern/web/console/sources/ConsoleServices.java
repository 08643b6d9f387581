// SPDX-License-Identifier: Apache-2.0
package org.postern.web.console.sources;

import org.postern.api.doctor.Doctor;
import org.postern.api.doctor.PortReach;
import org.postern.api.finder.GatewayQuery;
import org.postern.api.finder.GatewayState;
import org.postern.api.gateway.Gateway;
import org.postern.api.keeper.LastingPorts;
import org.postern.api.keeper.PortKeeper;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The services that the console shows and uses. Each call looks again, since they come and go; none
 * asks the network. May be called from any thread.
 */
public interface ConsoleServices {
    /** The gateways that are known now, with what is known of each without asking it. */
    Map<Gateway, GatewayState> gateways();

    /** Keeps ports open; not to be closed by the caller. */
    Optional<PortKeeper> keeper();

    /** Remembers kept ports over restarts. */
    Optional<LastingPorts> lastingPorts();

    /** Examines; not to be closed by the caller. */
    Optional<Doctor> doctor();

    /** What a helper outside found of kept ports; empty without one. */
    List<PortReach> reaches();

    /** Where gateways and devices are looked for. */
    GatewayQuery query();

    /** A control point for one search, to be closed by the caller. */
    Optional<SearchingUpnp> upnp();
}
