// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.state;

import org.postern.api.gateway.MappingRequest;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The leases that one router does not keep: it drops the mapping soon after it has confirmed it, or
 * holds it with another lease only (quirk A43). A value.
 *
 * <p>A router is doubted after two losses in a row, and asked rarely until a mapping was seen to
 * stay. A lease counts as dropped after three, or after one when another lease is dropped already;
 * the next one is tried instead: permanent, a week, an hour. Losses are counted by the lease, since
 * all mappings of a router are lost together when it restarts.
 *
 * @param losses by lease, since a mapping with that lease has stayed
 * @param dropped the leases that are not asked for
 * @param doubted whether no mapping was seen to stay since the last losses
 * @param nextOpening while doubted, the earliest time to open the next port
 */
public record DroppedLeases(
        Map<Duration, Losses> losses, Set<Duration> dropped, boolean doubted, long nextOpening) {
    /** Nothing is known of the router. */
    public static final DroppedLeases NONE =
            new DroppedLeases(Map.of(), Set.of(), false, Long.MIN_VALUE);

    private static final List<Duration> LEASES =
            List.of(Duration.ZERO, MappingRequest.LONGEST_LEASE, Duration.ofHours(1));

    /** A restart of the router may be the cause of one loss, and a person that of another. */
    private static final int ENOUGH = 3;

    private static final int DOUBTFUL = 2;

    private static final long PAUSE = Duration.ofSeconds(15).toNanos();

    private static final long LONG_PAUSE = Duration.ofMinutes(1).toNanos();

    /** How many times mappings were lost soon, and when the last one was. */
    record Losses(int count, long last) {}

    public DroppedLeases {
        losses = Map.copyOf(losses);
        dropped = Set.copyOf(dropped);
    }

    /** The lease to ask for instead of the requested one, which is returned if none is left. */
    public Duration instead(Duration requested) {
        return dropped.contains(requested)
                ? LEASES.stream()
                        .filter(each -> !dropped.contains(each))
                        .findFirst()
                        .orElse(requested)
                : requested;
    }

    /** Whether all leases were tried in vain. */
    boolean isExhausted(Duration requested) {
        return dropped.contains(instead(requested));
    }

    /** How many times the requested lease was tried in vain, after it was known to be dropped. */
    int vain(Duration requested) {
        Losses all = losses.get(requested);
        return all == null ? 0 : Math.max(0, all.count() - ENOUGH);
    }

    /** A mapping that was opened with this lease was lost soon. */
    DroppedLeases lost(Duration lease, long opened, long now) {
        Losses before = losses.getOrDefault(lease, new Losses(0, Long.MIN_VALUE));
        if (opened < before.last()) {
            // Lost together with the one that was counted.
            return this;
        }
        Map<Duration, Losses> counts = new HashMap<>(losses);
        counts.put(lease, new Losses(before.count() + 1, now));
        int count = before.count() + 1;
        boolean isDropped = count >= ENOUGH || !dropped.isEmpty();
        return new DroppedLeases(
                counts,
                isDropped ? with(lease) : dropped,
                doubted || isDropped || count >= DOUBTFUL,
                nextOpening);
    }

    /** The router holds a port with none of several leases, which were tried at once. */
    DroppedLeases notHeld(long now) {
        return new DroppedLeases(losses, dropped, true, now + LONG_PAUSE);
    }

    /** The router has refused this lease, and holds the mapping with another one. */
    DroppedLeases refused(Duration lease) {
        return new DroppedLeases(losses, with(lease), doubted, nextOpening);
    }

    /** The router has restarted, or another one is in its place. */
    public DroppedLeases restarted() {
        return new DroppedLeases(Map.of(), dropped, false, nextOpening);
    }

    /** A mapping with this lease was seen some time after it was opened. */
    DroppedLeases stays(Duration lease, long opened) {
        boolean isNewer = losses.values().stream().allMatch(each -> each.last() <= opened);
        Map<Duration, Losses> counts = new HashMap<>(losses);
        counts.remove(lease);
        Set<Duration> left = new HashSet<>(dropped);
        left.remove(lease);
        return new DroppedLeases(counts, left, doubted && !isNewer, nextOpening);
    }

    /** A port is being opened. */
    DroppedLeases opens(long now) {
        return doubted ? new DroppedLeases(losses, dropped, true, now + PAUSE) : this;
    }

    /** Whether the router is to be left alone until {@link #nextOpening}. */
    boolean waits(long now) {
        return doubted && nextOpening > now;
    }

    private Set<Duration> with(Duration lease) {
        Set<Duration> all = new HashSet<>(dropped);
        all.add(lease);
        return all;
    }
}
