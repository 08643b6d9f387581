// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.searching;

import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayInfo;
import org.postern.api.upnp.UpnpAttributes;
import org.postern.doctor.evidence.DeviceRead;
import org.postern.doctor.evidence.DeviceRead.Outcome;
import org.postern.doctor.evidence.GatewaySeen;
import org.postern.doctor.evidence.Searching.SearchAnswer;
import org.postern.doctor.searching.DeviceReadings.ReadGateway;
import org.postern.doctor.searching.ProtocolAnswers.Answered;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The gateways that a search found by any way, each router once.
 *
 * @param found by the search that other calls make
 * @param foundAfterMillis how long that took
 * @param read over UPnP, with more patience
 * @param answered over the other protocols
 * @param answers who answered over SSDP
 * @param devices what became of descriptions
 * @param match what the query asks for
 * @param defaults the addresses of the default gateways
 */
record GatewayCollection(
        Optional<Gateway> found,
        long foundAfterMillis,
        List<ReadGateway> read,
        List<Answered> answered,
        List<SearchAnswer> answers,
        List<DeviceRead> devices,
        QueryMatch match,
        Set<InetAddress> defaults) {

    /** The gateway to be examined. */
    Optional<FoundGateway> chosen() {
        if (found.isPresent()) {
            Gateway gateway = found.get();
            return Optional.of(examined(seen(gateway, foundAfterMillis), Optional.of(gateway)));
        }
        Optional<FoundGateway> best = Optional.empty();
        int bestRank = Integer.MAX_VALUE;
        for (ReadGateway each : read) {
            GatewaySeen seen = seen(each);
            int rank = rank(seen, each.valid());
            if (match.accepts(seen, each.udns()) && rank < bestRank) {
                best = Optional.of(examined(seen, Optional.of(each.gateway())));
                bestRank = rank;
            }
        }
        for (Answered each : answered) {
            GatewaySeen seen = seen(each.gateway(), each.afterMillis());
            int rank = rank(seen, each.usable());
            if (match.accepts(seen, List.of()) && rank < bestRank) {
                best = Optional.of(examined(seen, Optional.of(each.gateway())));
                bestRank = rank;
            }
        }
        return best.isPresent() ? best : late();
    }

    /** A default gateway that works first, one elsewhere that does not last. */
    private int rank(GatewaySeen seen, boolean usable) {
        return (usable ? 0 : 2) + (defaults.contains(seen.address()) ? 0 : 1);
    }

    /** A router whose description came, and whose further answers did not, or would be too late. */
    private Optional<FoundGateway> late() {
        for (DeviceRead each : devices) {
            if (each.outcome() == Outcome.GATEWAY && !each.guessed()) {
                GatewaySeen seen =
                        SeenGateways.of(each, firstAnswer(each.host()).orElse(each.afterMillis()));
                if (match.accepts(seen, List.of())) {
                    return Optional.of(
                            new FoundGateway(seen, Optional.empty(), List.of(), patience(each)));
                }
            }
        }
        return Optional.empty();
    }

    /** Where the description came early, its WAN services have not answered since. */
    private static long patience(DeviceRead read) {
        return DeviceReadings.isSlow(read)
                ? read.afterMillis()
                : DeviceReadings.PATIENCE.toMillis();
    }

    private FoundGateway examined(GatewaySeen seen, Optional<Gateway> gateway) {
        List<Gateway> others = new ArrayList<>();
        for (ReadGateway each : read) {
            add(others, each.gateway(), seen);
        }
        for (Answered each : answered) {
            add(others, each.gateway(), seen);
        }
        return new FoundGateway(seen, gateway, others, slowest(seen.address()));
    }

    /** One of the same router, over a protocol that did not join. */
    private static void add(List<Gateway> others, Gateway other, GatewaySeen seen) {
        GatewayInfo info = other.info();
        if (info.address().equals(seen.address())
                && !seen.protocols().containsAll(info.controlProtocols())) {
            others.add(other);
        }
    }

    private long slowest(InetAddress host) {
        long slowest = 0;
        for (DeviceRead each : devices) {
            if (each.host().equals(host) && each.outcome() == Outcome.GATEWAY && !each.guessed()) {
                slowest = Math.max(slowest, each.afterMillis());
            }
        }
        return slowest;
    }

    /** All that can be used, the chosen one first. */
    List<GatewaySeen> usable() {
        List<GatewaySeen> usable = new ArrayList<>();
        Set<InetAddress> known = new HashSet<>();
        if (found.isPresent()) {
            add(usable, known, seen(found.get(), foundAfterMillis));
        }
        for (ReadGateway each : read) {
            if (each.valid()) {
                add(usable, known, seen(each));
            }
        }
        for (Answered each : answered) {
            if (each.usable()) {
                add(usable, known, seen(each.gateway(), each.afterMillis()));
            }
        }
        InetAddress first = chosen().map(each -> each.seen().address()).orElse(null);
        usable.sort(
                (one, other) ->
                        Boolean.compare(
                                other.address().equals(first), one.address().equals(first)));
        return usable;
    }

    private static void add(List<GatewaySeen> all, Set<InetAddress> known, GatewaySeen seen) {
        if (known.add(seen.address())) {
            all.add(seen);
        }
    }

    /** Whether the router that the other calls' search found answers a search by multicast. */
    boolean isFoundByMulticast() {
        return found.isPresent() && isHeard(found.get().info().address());
    }

    private boolean isHeard(InetAddress address) {
        for (SearchAnswer each : answers) {
            if (each.gateway() && !each.unicast() && each.sender().equals(address)) {
                return true;
            }
        }
        return false;
    }

    /** Whether it is controlled over UPnP. */
    boolean isFoundOverUpnp() {
        return found.isPresent()
                && found.get().info().controlProtocols().contains(UpnpAttributes.CONTROL_PROTOCOL);
    }

    /** Whether the description at its address was read, though it did not join. */
    boolean isFoundRead() {
        if (found.isPresent()) {
            InetAddress address = found.get().info().address();
            for (ReadGateway each : read) {
                if (each.gateway().info().address().equals(address)) {
                    return true;
                }
            }
        }
        return false;
    }

    private GatewaySeen seen(ReadGateway each) {
        return SeenGateways.of(
                each.gateway(), firstAnswer(each.read().host()).orElse(each.read().afterMillis()));
    }

    /** It could be used from its first answer on; how long its further answers take is apart. */
    private GatewaySeen seen(Gateway gateway, long latest) {
        long first = firstAnswer(gateway.info().address()).orElse(latest);
        return SeenGateways.of(gateway, Math.min(first, latest));
    }

    private OptionalLong firstAnswer(InetAddress address) {
        long first = Long.MAX_VALUE;
        for (SearchAnswer each : answers) {
            if (each.gateway() && each.sender().equals(address)) {
                first = Math.min(first, each.afterMillis());
            }
        }
        for (Answered each : answered) {
            if (each.usable() && each.address().equals(address)) {
                first = Math.min(first, each.afterMillis());
            }
        }
        return first == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(first);
    }
}
