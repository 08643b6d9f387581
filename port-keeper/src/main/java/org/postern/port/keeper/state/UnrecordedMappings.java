// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.state;

import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.PortMapping;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Mappings at numbers that the router chose for a request whose answer was lost: they are in no
 * ledger, and would stay until their lease ends.
 */
public final class UnrecordedMappings {
    /** A router may round the time that is left, and its clock may run a little faster. */
    private static final Duration TOLERANCE = Duration.ofSeconds(10);

    private UnrecordedMappings() {}

    /**
     * Picks those that only this request can have opened: to its client and port, with its
     * description, at no number where something was seen before, and with a fresh lease. It was
     * asked for {@code since} ago; {@code here} is this machine's address as the router sees it.
     */
    public static List<PortMapping> of(
            Collection<PortMapping> all, Target target, InetAddress here, Duration since) {
        MappingRequest asked = target.asked();
        InetAddress client = asked.client().orElse(here);
        return all.stream()
                .filter(each -> asked.protocols().contains(each.protocol()))
                .filter(each -> each.internalClient().equals(client))
                .filter(each -> each.internalPort() == asked.effectiveInternalPort())
                .filter(each -> each.description().equals(asked.description()))
                .filter(each -> each.externalPort() != target.port())
                .filter(each -> !target.blocked().contains(each.externalPort()))
                .filter(each -> isFresh(each.lease(), asked.lease(), since))
                .toList();
    }

    private static boolean isFresh(Duration left, Duration asked, Duration since) {
        return asked.isZero()
                ? left.isZero()
                : left.compareTo(asked) <= 0
                        && left.plus(since).plus(TOLERANCE).compareTo(asked) >= 0;
    }

    /** The mappings at one number that can be kept, one for each requested protocol. */
    static Optional<List<PortMapping>> complete(
            List<PortMapping> all, MappingRequest asked, Context context) {
        Map<Integer, List<PortMapping>> byPort =
                all.stream()
                        .collect(
                                Collectors.groupingBy(
                                        PortMapping::externalPort,
                                        TreeMap::new,
                                        Collectors.toList()));
        return byPort.values().stream()
                .filter(each -> each.size() == asked.protocols().size())
                .filter(each -> each.stream().allMatch(PortMapping::enabled))
                .filter(each -> each.stream().map(PortMapping::key).allMatch(context::isFree))
                .findFirst();
    }

    /** Closes all mappings that are not kept. */
    static List<Effect> close(List<PortMapping> all, List<PortMapping> kept) {
        List<PortMapping> closed = all.stream().filter(each -> !kept.contains(each)).toList();
        List<Effect> effects = remember(closed);
        if (!closed.isEmpty()) {
            effects.add(new Effect.Close(closed.stream().map(PortMapping::key).toList()));
        }
        return effects;
    }

    /** Records mappings before they are closed. */
    static List<Effect> remember(List<PortMapping> all) {
        List<Effect> effects = new ArrayList<>();
        all.forEach(each -> effects.add(new Effect.Remember(each)));
        return effects;
    }
}
