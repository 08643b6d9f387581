// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.state;

import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingResult;
import org.postern.api.gateway.PortMapping;

import java.util.List;

/** Something that happened to a kept port on one router. */
public sealed interface Signal {
    /** It is to be kept from now on. */
    record Wanted() implements Signal {}

    /** The moment that the state named has come. */
    record Due() implements Signal {}

    /** The place that it waits for is free. */
    record PlaceFree() implements Signal {}

    /** Its request is on its way to the router. */
    record Asked() implements Signal {}

    /**
     * The router was looked at.
     *
     * @param found what stands at the port, of each protocol
     * @param unrecorded what the router seems to have opened at another number without telling it
     */
    record Seen(List<PortMapping> found, List<PortMapping> unrecorded) implements Signal {
        /** Copies the lists. */
        public Seen {
            found = List.copyOf(found);
            unrecorded = List.copyOf(unrecorded);
        }
    }

    /** The router does not show what it holds. */
    record Hidden() implements Signal {}

    /**
     * The router has opened it.
     *
     * @param isHere whether for the address that this machine has now
     */
    record Opened(MappingResult result, boolean isHere) implements Signal {}

    /** The router has not opened it, or did not answer. */
    record OpenFailed(GatewayException failure) implements Signal {}

    /** The router has renewed its lease. */
    record Renewed() implements Signal {}

    /** The router has not renewed its lease, or did not answer. */
    record RenewFailed(GatewayException failure) implements Signal {}

    /** The router may hold other mappings than before. */
    record RouterChanged() implements Signal {}

    /** The router has forgotten all its mappings. */
    record RouterForgot() implements Signal {}

    /** The router is reached another way, and may see this machine at another address. */
    record RouterMoved() implements Signal {}

    /** The router's external address is another. */
    record AddressChanged() implements Signal {}

    /** The machine slept, or its clock was set. */
    record Slept() implements Signal {}

    /** The router is not there any more. */
    record RouterGone(String reason) implements Signal {}

    /** Nobody wants it any more. */
    record Released() implements Signal {}

    /** What was open of it is closed, or cannot be closed now. */
    record Ended() implements Signal {}
}
