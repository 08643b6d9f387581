// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.state;

import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingResult;
import org.postern.api.gateway.PortMapping;

import java.time.Duration;
import java.util.List;

/** Something that happened to a kept port on one router. */
public sealed interface Signal {
    /** It is kept from now on. */
    record Wanted() implements Signal {}

    /** The moment that the state named has come. */
    record Due() implements Signal {}

    /** The place that it waits for has become free. */
    record PlaceFree() implements Signal {}

    /** Its request is being sent to the router. */
    record Asked() implements Signal {}

    /**
     * The router has shown what it holds: the mappings at the port, of each protocol, and
     * unrecorded ones at other numbers that were probably opened for this port.
     */
    record Seen(List<PortMapping> found, List<PortMapping> unrecorded) implements Signal {
        public Seen {
            found = List.copyOf(found);
            unrecorded = List.copyOf(unrecorded);
        }
    }

    /** The router does not disclose its mappings. */
    record Hidden() implements Signal {}

    /**
     * The router has opened it, {@code asked} for this lease; unless {@code isHere}, for a former
     * address of this machine.
     */
    record Opened(MappingResult result, Duration asked, boolean isHere) implements Signal {}

    /** The router has not opened it, or did not answer. */
    record OpenFailed(GatewayException failure) implements Signal {}

    /** The router has granted a further lease. */
    record Renewed(Duration lease) implements Signal {}

    /** The router has not renewed its lease, or did not answer. */
    record RenewFailed(GatewayException failure) implements Signal {}

    /** The router may hold other mappings than before. */
    record RouterChanged() implements Signal {}

    /** The router has forgotten all its mappings. */
    record RouterForgot() implements Signal {}

    /** The router is reached at another URL, and may see this machine at another address. */
    record RouterMoved() implements Signal {}

    /** The router's external address has changed; {@code online} if it has one now. */
    record AddressChanged(boolean online) implements Signal {}

    /** Somebody knows that nothing gets through, though the router lists it. */
    record Reopen() implements Signal {}

    /** The machine slept, or its clock was set. */
    record Slept() implements Signal {}

    record RouterGone(String reason) implements Signal {}

    record Released() implements Signal {}

    /** Its mappings are closed, or cannot be closed now. */
    record Ended() implements Signal {}
}
