// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.state;

import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.GatewayInfo;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.MappingResult;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.Reason;
import org.postern.api.keeper.PortPhase;
import org.postern.port.keeper.internal.timing.Jitter;
import org.postern.port.keeper.state.PortState.Closed;
import org.postern.port.keeper.state.PortState.Closing;
import org.postern.port.keeper.state.PortState.Looking;
import org.postern.port.keeper.state.PortState.Open;
import org.postern.port.keeper.state.PortState.Opening;
import org.postern.port.keeper.state.PortState.Pending;
import org.postern.port.keeper.state.PortState.Refused;
import org.postern.port.keeper.state.PortState.Request;
import org.postern.port.keeper.state.PortState.Taken;
import org.postern.port.keeper.state.PortState.Waiting;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** States, signals and surroundings to be combined, of every kind that makes a difference. */
final class StateSamples {
    static final Instant WALL = Instant.parse("2026-01-01T00:00:00Z");
    static final long NOW = seconds(10_000);
    static final InetAddress HERE = ip("192.168.1.10");
    static final InetAddress FORMER = ip("192.168.1.11");
    static final InetAddress ELSEWHERE = ip("192.168.1.77");
    static final MappingRequest TCP = MappingRequest.tcp(80).description("game");
    static final MappingRequest PAIR = MappingRequest.tcpAndUdp(80).description("game");
    static final GatewayInfo GATEWAY =
            new GatewayInfo(
                    "id", List.of("test"), "router", "", "", ip("192.168.1.1"), HERE, Map.of());

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Term TERM =
            new Term(NOW, seconds(3600), NOW + seconds(3600), NOW + seconds(1800), Term.NEVER);

    private StateSamples() {}

    static InetAddress ip(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    static long seconds(long count) {
        return Duration.ofSeconds(count).toNanos();
    }

    static PortMapping mapping(PortKey key, InetAddress client, boolean enabled, long left) {
        return new PortMapping(
                key.protocol(),
                key.externalPort(),
                client,
                80,
                "game",
                enabled,
                Duration.ofSeconds(left),
                "");
    }

    static List<PortMapping> mappings(MappingRequest request, int port, InetAddress client) {
        return request.protocols().stream()
                .map(each -> mapping(new PortKey(each, port), client, true, 3600))
                .toList();
    }

    /** Held for long. */
    static Lease lease(MappingRequest request) {
        return Lease.adopted(mappings(request), TERM, WALL, HOUR);
    }

    /** Just opened. */
    static Lease fresh(MappingRequest request) {
        return Lease.opened(mappings(request), TERM, WALL, HOUR, NOW);
    }

    private static List<PortMapping> mappings(MappingRequest request) {
        return mappings(request, 80, HERE);
    }

    static GatewayException failure(Reason reason) {
        return new GatewayException(reason, "The router says " + reason + ".");
    }

    /** The surroundings, as a test makes them. */
    static final class Surroundings implements Context {
        long now = NOW;
        boolean looks = true;
        boolean anotherInstance;
        boolean closing;
        boolean here = true;
        boolean free = true;
        Optional<String> keptFor = Optional.empty();
        Set<InetAddress> ours = Set.of(HERE, FORMER);
        double random = 0.5;
        DroppedLeases leases = DroppedLeases.NONE;
        boolean permanent;
        boolean extendsLeases = true;

        @Override
        public long now() {
            return now;
        }

        @Override
        public Instant wall() {
            return WALL;
        }

        @Override
        public Jitter jitter() {
            return () -> random;
        }

        @Override
        public GatewayInfo gateway() {
            return GATEWAY;
        }

        @Override
        public DroppedLeases leases() {
            return leases;
        }

        @Override
        public boolean extendsLeases() {
            return extendsLeases;
        }

        @Override
        public boolean isPermanent(PortMapping found) {
            return permanent;
        }

        @Override
        public boolean canLook() {
            return looks;
        }

        @Override
        public boolean isOurs(PortMapping found) {
            return ours.contains(found.internalClient());
        }

        @Override
        public boolean isOfAnotherInstance(PortMapping found) {
            return anotherInstance;
        }

        @Override
        public OptionalInt keptByAnotherInstance(PortKey key) {
            return anotherInstance ? OptionalInt.of(80) : OptionalInt.empty();
        }

        @Override
        public boolean isClosing(Collection<PortKey> keys) {
            return closing;
        }

        @Override
        public Optional<String> keptFor(Collection<PortKey> keys) {
            return keptFor;
        }

        @Override
        public boolean isFree(PortKey key) {
            return free;
        }

        @Override
        public boolean isHere(InetAddress client) {
            return here && Context.super.isHere(client);
        }
    }

    static List<Context> contexts() {
        List<Context> all = new ArrayList<>();
        all.add(context(true, true, "free", 0));
        all.add(context(false, true, "free", 0));
        all.add(context(true, false, "free", 0));
        all.add(context(true, true, "free", 4000));
        all.add(context(false, true, "closing", 0));
        all.add(context(true, true, "closing", 4000));
        all.add(context(true, true, "kept", 4000));
        all.add(context(false, true, "kept", 2000));
        Duration week = MappingRequest.LONGEST_LEASE;
        all.add(context(Set.of(HOUR), true));
        all.add(context(Set.of(Duration.ZERO, week), false));
        return all;
    }

    private static Surroundings context(Set<Duration> dropped, boolean waits) {
        Surroundings one = new Surroundings();
        one.leases = new DroppedLeases(Map.of(), dropped, waits, NOW + seconds(15));
        return one;
    }

    private static Surroundings context(boolean here, boolean looks, String place, long later) {
        Surroundings one = new Surroundings();
        one.here = here;
        one.looks = looks;
        one.closing = place.equals("closing");
        one.keptFor = place.equals("kept") ? Optional.of("another") : Optional.empty();
        one.now = NOW + seconds(later);
        return one;
    }

    static List<PortState> states() {
        List<PortState> all = new ArrayList<>();
        for (MappingRequest request : List.of(TCP, PAIR.anyPort())) {
            Target target = Target.of(request, 80);
            all.add(Transitions.begin(target));
            all.add(new Waiting(target, Attempts.NONE, NOW));
            for (PortPhase phase : List.of(PortPhase.OPENING, PortPhase.TAKEN, PortPhase.REFUSED)) {
                Attempts attempts = new Attempts(phase, 1, 1, Optional.empty(), false);
                all.add(new Looking(target, attempts));
                all.add(new Opening(target, attempts, List.of(), false, false));
                all.add(new Opening(target, attempts, List.of(), true, false));
                all.add(new Opening(target, attempts, mappings(request, 80, FORMER), true, true));
            }
            all.add(new Taken(target, Attempts.NONE, NOW, false));
            all.add(new Taken(target, Attempts.NONE, NOW, true));
            all.add(new Refused(target, Attempts.NONE, NOW));
            all.addAll(open(target));
            all.add(new Closing(target, Optional.of(lease(request)), Pending.CALL, false));
            all.add(new Closing(target, Optional.empty(), Pending.NONE, false));
            if (request.acceptsOtherPort()) {
                Attempts lost = Attempts.NONE.answerLost(true);
                all.add(new Waiting(target, lost, NOW));
                all.add(new Looking(target, lost));
                all.add(new Closing(target, Optional.empty(), Pending.CALL, true));
                all.add(new Closing(target, Optional.empty(), Pending.SEARCH, true));
            }
            all.add(new Closed(target));
        }
        return all;
    }

    private static List<PortState> open(Target target) {
        List<PortState> all = new ArrayList<>();
        Lease whole = lease(target.asked());
        for (Lease lease :
                List.of(
                        whole,
                        whole.doubt(),
                        whole.keeps(whole.mappings().subList(0, 1)),
                        fresh(target.asked()))) {
            for (Request request : Request.values()) {
                all.add(new Open(target, lease, request, List.of(), true, true));
                all.add(new Open(target, lease, request, List.of(), false, false));
            }
            all.add(new Open(target, lease, Request.REOPEN_ASKED, whole.mappings(), false, false));
        }
        return all;
    }

    static List<Signal> signals(MappingRequest request) {
        List<Signal> all =
                new ArrayList<>(
                        List.of(
                                new Signal.Wanted(),
                                new Signal.Due(),
                                new Signal.PlaceFree(),
                                new Signal.Asked(),
                                new Signal.Hidden(),
                                new Signal.Renewed(Duration.ofHours(1)),
                                new Signal.RouterChanged(),
                                new Signal.RouterForgot(),
                                new Signal.RouterMoved(),
                                new Signal.AddressChanged(false),
                                new Signal.AddressChanged(true),
                                new Signal.Slept(),
                                new Signal.Reopen(),
                                new Signal.RouterGone("it is gone."),
                                new Signal.Released(),
                                new Signal.Ended()));
        List<PortMapping> ours = mappings(request, 80, HERE);
        all.add(new Signal.Seen(List.of(), List.of()));
        all.add(new Signal.Seen(List.of(), mappings(request, 99, HERE)));
        all.add(new Signal.Seen(ours, List.of()));
        all.add(new Signal.Seen(ours, mappings(request, 99, HERE)));
        all.add(new Signal.Seen(ours.subList(0, 1), List.of()));
        all.add(new Signal.Seen(mappings(request, 80, FORMER), List.of()));
        all.add(new Signal.Seen(mappings(request, 80, ELSEWHERE), List.of()));
        all.add(
                new Signal.Seen(
                        List.of(mapping(request.keys().get(0), HERE, false, 3600)), List.of()));
        for (int port : List.of(80, 81)) {
            for (boolean enabled : List.of(true, false)) {
                List<MappingResult.Part> parts =
                        request.protocols().stream()
                                .map(each -> mapping(new PortKey(each, port), HERE, enabled, 3600))
                                .map(each -> new MappingResult.Part(each, List.of()))
                                .toList();
                all.add(new Signal.Opened(new MappingResult(parts), Duration.ofHours(1), true));
                all.add(new Signal.Opened(new MappingResult(parts), Duration.ofHours(1), false));
            }
        }
        for (Reason reason :
                List.of(
                        Reason.UNREACHABLE,
                        Reason.CONFLICT,
                        Reason.NOT_AUTHORIZED,
                        Reason.FAILED)) {
            all.add(new Signal.OpenFailed(failure(reason)));
            all.add(new Signal.RenewFailed(failure(reason)));
        }
        return all;
    }
}
