// SPDX-License-Identifier: Apache-2.0
package org.postern.testkit.tin;

import org.osgi.service.component.annotations.Component;
import org.postern.api.control.Candidate;
import org.postern.api.control.CandidateListener;
import org.postern.api.control.ControlProtocol;
import org.postern.api.control.Standing;
import org.postern.api.finder.GatewayListener;
import org.postern.api.finder.GatewayQuery;
import org.postern.api.finder.GatewayState;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Reason;
import org.postern.api.gateway.Watch;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Finds the {@link TinRouter} at once, whenever it is searched for over IPv4. */
@Component(service = ControlProtocol.class)
public final class TinProtocol implements ControlProtocol {
    /** What the protocol is called. */
    public static final String NAME = "tin";

    private final TinGateway gateway = new TinGateway();

    /** Starts nothing. */
    public TinProtocol() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Watch search(GatewayQuery query, CandidateListener listener) {
        if (isAskedFor(query)) {
            listener.found(candidate());
            listener.ended(Optional.empty());
        } else {
            listener.ended(Optional.of(nothing()));
        }
        return () -> {};
    }

    @Override
    public Watch watch(GatewayQuery query, Duration poll, GatewayListener listener) {
        if (isAskedFor(query)) {
            listener.added(gateway, new GatewayState(Optional.of(TinRouter.EXTERNAL_ADDRESS), 0));
        } else {
            listener.missing(nothing());
        }
        return () -> {};
    }

    private static boolean isAskedFor(GatewayQuery query) {
        return !query.ipv6()
                && (query.wanted().isEmpty()
                        || query.wanted().equals(TinRouter.ADDRESS.getHostAddress()));
    }

    private static GatewayException nothing() {
        return new GatewayException(Reason.NO_DEVICES, "No tin router is there.");
    }

    private Candidate candidate() {
        return new Candidate(
                gateway.info().id(),
                gateway.info().name(),
                Optional.of(gateway),
                Standing.PUBLIC,
                false,
                true,
                "It is made of tin.",
                List.of(),
                List.of());
    }
}
