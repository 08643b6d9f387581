// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.searching;

import org.postern.api.gateway.Gateway;
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

    /** A gateway that other calls did not find, over one control protocol. */
    private record Single(GatewaySeen seen, Gateway gateway, boolean usable, List<String> udns) {}

    private List<Single> singles() {
        List<Single> singles = new ArrayList<>();
        for (ReadGateway each : read) {
            long answer = firstAnswer(each.read().host()).orElse(each.read().afterMillis());
            GatewaySeen seen = SeenGateways.of(each.gateway(), answer);
            singles.add(new Single(seen, each.gateway(), each.valid(), each.udns()));
        }
        for (Answered each : answered) {
            GatewaySeen seen = seen(each.gateway(), each.afterMillis());
            singles.add(new Single(seen, each.gateway(), each.usable(), List.of()));
        }
        return singles;
    }

    /** The gateway to be examined. */
    Optional<FoundGateway> chosen() {
        List<Single> singles = singles();
        if (found.isPresent()) {
            GatewaySeen seen = seen(found.get(), foundAfterMillis);
            return Optional.of(examined(seen, found, singles));
        }
        Single best = null;
        for (Single each : singles) {
            if (match.accepts(each.seen(), each.udns())
                    && (best == null || rank(each) < rank(best))) {
                best = each;
            }
        }
        return best == null
                ? late()
                : Optional.of(examined(best.seen(), Optional.of(best.gateway()), singles));
    }

    /** A default gateway that works first, one elsewhere that does not last. */
    private int rank(Single gateway) {
        return (gateway.usable() ? 0 : 2) + (defaults.contains(gateway.seen().address()) ? 0 : 1);
    }

    private FoundGateway examined(
            GatewaySeen seen, Optional<Gateway> gateway, List<Single> singles) {
        List<Gateway> same = new ArrayList<>();
        for (Single each : singles) {
            if (each.seen().address().equals(seen.address())) {
                same.add(each.gateway());
            }
        }
        return new FoundGateway(seen, gateway, same, slowest(seen.address()));
    }

    /** A router whose description came so late that it was not asked for more. */
    private Optional<FoundGateway> late() {
        for (DeviceRead each : devices) {
            if (isGateway(each) && DeviceReadings.isSlow(each)) {
                GatewaySeen seen =
                        SeenGateways.of(each, firstAnswer(each.host()).orElse(each.afterMillis()));
                if (match.accepts(seen, List.of())) {
                    return Optional.of(
                            new FoundGateway(
                                    seen, Optional.empty(), List.of(), each.afterMillis()));
                }
            }
        }
        return Optional.empty();
    }

    private long slowest(InetAddress host) {
        long slowest = 0;
        for (DeviceRead each : devices) {
            if (isGateway(each) && each.host().equals(host)) {
                slowest = Math.max(slowest, each.afterMillis());
            }
        }
        return slowest;
    }

    private static boolean isGateway(DeviceRead read) {
        return read.outcome() == Outcome.GATEWAY && !read.guessed();
    }

    /** All that can be used, the chosen one first. */
    List<GatewaySeen> usable() {
        List<GatewaySeen> all = new ArrayList<>();
        Set<InetAddress> known = new HashSet<>();
        Optional<FoundGateway> chosen = chosen();
        if (found.isPresent() && chosen.isPresent()) {
            known.add(chosen.get().seen().address());
            all.add(chosen.get().seen());
        }
        for (Single each : singles()) {
            if (each.usable() && known.add(each.seen().address())) {
                boolean first =
                        chosen.filter(it -> it.seen().address().equals(each.seen().address()))
                                .isPresent();
                all.add(first ? 0 : all.size(), each.seen());
            }
        }
        return all;
    }

    /** Whether the router that the other calls' search found answers a search by multicast. */
    boolean isFoundByMulticast() {
        for (SearchAnswer each : answers) {
            if (each.gateway() && !each.unicast() && isFoundAt(each.sender())) {
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
        for (ReadGateway each : read) {
            if (isFoundAt(each.gateway().info().address())) {
                return true;
            }
        }
        return false;
    }

    /** Whether it is at an address. */
    boolean isFoundAt(InetAddress address) {
        return found.isPresent() && found.get().info().address().equals(address);
    }

    /** It could be used from its first answer on; how long its further answers take is apart. */
    private GatewaySeen seen(Gateway gateway, long latest) {
        long first = firstAnswer(gateway.info().address()).orElse(latest);
        return SeenGateways.of(gateway, Math.min(first, latest));
    }

    private OptionalLong firstAnswer(InetAddress address) {
        OptionalLong first = OptionalLong.empty();
        for (SearchAnswer each : answers) {
            if (each.gateway() && each.sender().equals(address)) {
                first = earlier(first, each.afterMillis());
            }
        }
        for (Answered each : answered) {
            if (each.usable() && each.address().equals(address)) {
                first = earlier(first, each.afterMillis());
            }
        }
        return first;
    }

    private static OptionalLong earlier(OptionalLong one, long other) {
        return one.isPresent() && one.getAsLong() <= other ? one : OptionalLong.of(other);
    }
}
