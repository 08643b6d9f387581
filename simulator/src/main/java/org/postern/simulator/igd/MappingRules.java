// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.igd;

import org.postern.simulator.soap.ActionFault;
import org.postern.simulator.soap.UpnpError;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * How a router adds mappings and looks them up: as the standard says, until quirks change it. All changes are made
 * before the router starts.
 */
public final class MappingRules {
    private record Refusal(Predicate<PortMappingRequest> which, ActionFault fault) {}

    private final List<Refusal> refusals = new ArrayList<>();
    private IntPredicate reserved = port -> false;
    private Function<Mapping, Mapping> alteration = Function.identity();
    private BiPredicate<Mapping, Mapping> displaced = (added, held) -> false;
    private TableLag lag = TableLag.NONE;
    private Predicate<PortMappingRequest> dropped = request -> false;
    private Function<Mapping, Optional<Duration>> lifetime = added -> Optional.empty();
    private final Set<LookupPart> lookedUpBy = EnumSet.allOf(LookupPart.class);
    private boolean forwardingStops;

    /** Refuses some mappings that the standard permits. */
    public void refuse(Predicate<PortMappingRequest> which, UpnpError error) {
        refuse(which, new ActionFault(error));
    }

    /** Refuses some mappings in words of its own. */
    public void refuse(Predicate<PortMappingRequest> which, ActionFault fault) {
        refusals.add(new Refusal(which, fault));
    }

    /** Treats external ports as held by another client, though no list shows it. */
    public void reserve(IntPredicate externalPorts) {
        reserved = reserved.or(externalPorts);
    }

    /** Makes another mapping than the one asked for, and reports success. */
    public void alter(UnaryOperator<Mapping> change) {
        alteration = alteration.andThen(change);
    }

    /** Removes mappings when another is added; {@code which} gets the one added, then one held. */
    public void displace(BiPredicate<Mapping, Mapping> which) {
        displaced = displaced.or(which);
    }

    /** Lets the table show changes later. */
    public void lag(TableLag by) {
        lag = by;
    }

    public TableLag lag() {
        return lag;
    }

    /** Reports success for some mappings, and makes none. */
    public void drop(Predicate<PortMappingRequest> which) {
        dropped = dropped.or(which);
    }

    /** Lets some mappings vanish after a while, whatever their lease; the others' is empty. */
    public void vanish(Function<Mapping, Optional<Duration>> after) {
        lifetime = after;
    }

    /** Looks mappings up without regard to this. */
    public void disregard(LookupPart part) {
        lookedUpBy.remove(part);
    }

    /** What a look-up regards. */
    Set<LookupPart> lookedUpBy() {
        return lookedUpBy;
    }

    /** Leaves mappings in the table after a reconnect that no longer forward. */
    public void stopForwardingAtReconnect() {
        forwardingStops = true;
    }

    /** Whether a reconnect leaves mappings that no longer forward. */
    public boolean forwardingStopsAtReconnect() {
        return forwardingStops;
    }

    /**
     * Fails with 718 if the port is another client's, with {@code full} if there is no room, and
     * where a rule refuses the mapping.
     */
    void add(Mapping asked, InetAddress caller, HeldMappings table, UpnpError full)
            throws ActionFault {
        PortMappingRequest request = new PortMappingRequest(asked, table.all(), caller);
        for (Refusal refusal : refusals) {
            if (refusal.which().test(request)) {
                throw refusal.fault();
            }
        }
        if (reserved.test(asked.externalPort())) {
            throw new ActionFault(UpnpError.CONFLICT);
        }
        if (dropped.test(request)) {
            return;
        }
        Mapping added = alteration.apply(asked);
        table.put(added, full);
        lifetime.apply(added).ifPresent(after -> table.vanish(added, after));
        table.remove(held -> displaced.test(added, held));
    }
}
