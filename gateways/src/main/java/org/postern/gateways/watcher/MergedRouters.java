// SPDX-License-Identifier: Apache-2.0
package org.postern.gateways.watcher;

import org.postern.api.finder.GatewayListener;
import org.postern.api.finder.GatewayState;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Reason;
import org.postern.gateways.merged.RouterAddress;
import org.postern.gateways.protocols.DiagnosableFailures;
import org.postern.gateways.protocols.FailureMerger;
import org.postern.gateways.reachability.LocalHost;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The routers that are there, made of what the protocols tell. A protocol's second gateway at one
 * address is a router of its own, since the protocol tells them apart: only a router that lacks the
 * protocol is joined. Used by the watch's thread, on which the listener is called.
 */
final class MergedRouters {
    private final GatewayListener listener;
    private final LocalHost host;

    /** In the order in which they came. */
    private final List<MergedRouter> routers = new ArrayList<>();

    /** The protocols that are asked, and what they last said when they had found nothing. */
    private final Map<String, Optional<GatewayException>> searching = new LinkedHashMap<>();

    private final Map<String, Integer> ranks = new HashMap<>();

    private Optional<String> toldMissing = Optional.empty();

    MergedRouters(GatewayListener listener, LocalHost host) {
        this.listener = listener;
        this.host = host;
    }

    /** A protocol is asked from now on. */
    void attached(String protocol, int rank) {
        searching.putIfAbsent(protocol, Optional.empty());
        ranks.put(protocol, rank);
    }

    /** A protocol is gone, and with it what only it reached. */
    void detached(String protocol) {
        searching.remove(protocol);
        for (MergedRouter each : List.copyOf(routers)) {
            if (each.has(protocol)) {
                leave(each, protocol, "Control protocol " + protocol + " is gone.");
            }
        }
    }

    void added(String protocol, Gateway gateway, GatewayState state) {
        if (holding(protocol, gateway).isPresent()) {
            return;
        }
        searching.replace(protocol, Optional.empty());
        toldMissing = Optional.empty();
        MergedRouter.Part part = part(protocol, gateway, state);
        Optional<MergedRouter> known = at(RouterAddress.of(gateway), each -> !each.has(protocol));
        if (known.isPresent()) {
            known.get().join(protocol, part);
            listener.changed(known.get().gateway(), known.get().state());
        } else {
            MergedRouter router = new MergedRouter(protocol, part, host);
            routers.add(router);
            listener.added(router.gateway(), router.state());
        }
    }

    void changed(String protocol, Gateway gateway, GatewayState state) {
        holding(protocol, gateway)
                .ifPresent(
                        router -> {
                            router.change(protocol, part(protocol, gateway, state));
                            listener.changed(router.gateway(), router.state());
                        });
    }

    void removed(String protocol, Gateway gateway, String reason) {
        holding(protocol, gateway).ifPresent(router -> leave(router, protocol, reason));
    }

    void missing(String protocol, GatewayException failure) {
        searching.replace(protocol, Optional.of(failure));
        tellMissing(false);
    }

    /**
     * Tells that there is none, when there is none and every protocol says so. If {@code late},
     * those that have not said anything yet are waited for no longer.
     */
    void tellMissing(boolean late) {
        List<GatewayException> failures =
                searching.values().stream().flatMap(Optional::stream).toList();
        if (!routers.isEmpty() || !late && failures.size() < searching.size()) {
            return;
        }
        if (!searching.isEmpty() && failures.isEmpty()) {
            return;
        }
        GatewayException failure =
                failures.isEmpty() ? withoutProtocol() : FailureMerger.joined(failures);
        Optional<String> reason = Optional.of(failure.reason() + " " + failure.getMessage());
        if (!reason.equals(toldMissing)) {
            toldMissing = reason;
            listener.missing(DiagnosableFailures.advised(failure));
        }
    }

    private static GatewayException withoutProtocol() {
        return new GatewayException(
                Reason.NO_DEVICES,
                "No gateway is searched for: there is no control protocol, or not the one that was"
                        + " asked for.");
    }

    /**
     * What other protocols have with a gateway that its protocol gives up moves to that protocol's
     * other gateway at the same address: the old one was replaced.
     */
    private void leave(MergedRouter router, String protocol, String reason) {
        router.leave(protocol);
        if (router.isEmpty()) {
            remove(router, reason);
            return;
        }
        Optional<MergedRouter> successor =
                at(
                        router.address(),
                        each ->
                                each != router
                                        && each.has(protocol)
                                        && router.parts().keySet().stream().noneMatch(each::has));
        if (successor.isEmpty()) {
            listener.changed(router.gateway(), router.state());
            return;
        }
        router.parts().forEach(successor.get()::join);
        listener.changed(successor.get().gateway(), successor.get().state());
        remove(router, reason);
    }

    private void remove(MergedRouter router, String reason) {
        routers.remove(router);
        listener.removed(router.gateway(), reason);
    }

    private MergedRouter.Part part(String protocol, Gateway gateway, GatewayState state) {
        return new MergedRouter.Part(gateway, ranks.getOrDefault(protocol, 0), state);
    }

    private Optional<MergedRouter> holding(String protocol, Gateway gateway) {
        return routers.stream().filter(each -> each.has(protocol, gateway)).findFirst();
    }

    private Optional<MergedRouter> at(RouterAddress address, Predicate<MergedRouter> which) {
        return routers.stream()
                .filter(each -> each.address().equals(address))
                .filter(which)
                .findFirst();
    }
}
