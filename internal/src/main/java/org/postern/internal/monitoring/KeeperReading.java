// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.monitoring;

import org.postern.api.keeper.KeeperStatistics;
import org.postern.api.keeper.KeptPort;
import org.postern.api.keeper.PortKeeper;
import org.postern.api.keeper.PortPhase;
import org.postern.api.keeper.PortStatus;

import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A keeper at one moment.
 *
 * @param ports how many kept ports are in each phase but {@link PortPhase#RELEASED}; a port over IPv4
 *     and IPv6 counts once
 * @param statistics what it has done so far
 * @param lastTrouble the latest of all ports that are kept now, though it may be over
 */
public record KeeperReading(
        Map<PortPhase, Long> ports,
        KeeperStatistics statistics,
        Optional<PortStatus.Trouble> lastTrouble) {
    /** Copies the numbers. */
    public KeeperReading {
        ports = Collections.unmodifiableMap(new EnumMap<>(ports));
    }

    /** Reads what the keeper knows; asks nothing. */
    static KeeperReading of(PortKeeper keeper) {
        List<PortStatus> all = keeper.ports().stream().map(KeptPort::status).toList();
        return new KeeperReading(
                byPhase(all),
                keeper.statistics(),
                all.stream()
                        .flatMap(each -> each.lastTrouble().stream())
                        .max(Comparator.comparing(PortStatus.Trouble::at)));
    }

    private static Map<PortPhase, Long> byPhase(List<PortStatus> all) {
        Map<PortPhase, Long> ports = new EnumMap<>(PortPhase.class);
        for (PortPhase phase : PortPhase.values()) {
            ports.put(phase, all.stream().filter(each -> each.phase() == phase).count());
        }
        // Released meanwhile.
        ports.remove(PortPhase.RELEASED);
        return ports;
    }

    /**
     * How many kept ports are in a phase.
     *
     * @param phase which
     * @return 0 or more
     */
    public long ports(PortPhase phase) {
        return ports.getOrDefault(phase, 0L);
    }

    /**
     * How many ports are kept.
     *
     * @return the sum over all phases
     */
    public long kept() {
        return ports.values().stream().mapToLong(Long::longValue).sum();
    }
}
