package org.postern.port.keeper.engine;

import org.postern.api.gateway.MappingRequest;
import org.postern.api.keeper.KeptPort;
import org.postern.api.keeper.OpenPort;
import org.postern.api.keeper.PortListener;
import org.postern.api.keeper.PortPhase;
import org.postern.api.keeper.PortStatus;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * A port that somebody wants open, with its spot on each router. Changed by the keeper's thread;
 * its status may be read from any.
 */
final class Kept implements KeptPort {
    private final MappingRequest request;
    private final PortListener listener;
    private final Origin origin;
    private final Consumer<Kept> releaser;
    private final CompletableFuture<Void> released = new CompletableFuture<>();
    private final Map<Router, Spot> spots = new LinkedHashMap<>();
    private volatile PortStatus status =
            new PortStatus(PortPhase.WAITING, List.of(), Optional.empty(), Optional.empty());

    Kept(MappingRequest request, PortListener listener, Origin origin, Consumer<Kept> releaser) {
        this.request = request;
        this.listener = listener;
        this.origin = origin;
        this.releaser = releaser;
    }

    PortKey key() {
        return PortKey.of(request);
    }

    boolean lasting() {
        return origin.lasting();
    }

    Map<Router, Spot> spots() {
        return spots;
    }

    CompletableFuture<Void> released() {
        return released;
    }

    /** Puts together what the spots say; to be called after each change of one. */
    void refresh(boolean gone) {
        Collection<Spot> all = spots.values();
        List<PortStatus.Holding> holdings = new ArrayList<>();
        all.forEach(each -> each.holding().ifPresent(holdings::add));
        Optional<Instant> next =
                all.stream().flatMap(each -> each.nextTry().stream()).min(Instant::compareTo);
        Optional<PortStatus.Trouble> trouble =
                all.stream()
                        .flatMap(each -> each.trouble().stream())
                        .max((one, other) -> one.at().compareTo(other.at()))
                        .or(() -> status.lastTrouble());
        PortPhase phase =
                gone
                        ? PortPhase.RELEASED
                        : all.stream().map(Spot::phase).max(Kept::worse).orElse(PortPhase.WAITING);
        status = new PortStatus(phase, gone ? List.of() : holdings, next, trouble);
    }

    /** Open only where it is open everywhere. */
    private static int worse(PortPhase one, PortPhase other) {
        return Integer.compare(rank(one), rank(other));
    }

    private static int rank(PortPhase phase) {
        return switch (phase) {
            case OPEN -> 0;
            case OPENING -> 1;
            case TAKEN -> 2;
            case REFUSED -> 3;
            default -> -1;
        };
    }

    void opened(OpenPort port) {
        Events.shielded(origin.text(), () -> listener.opened(port));
    }

    void changed(OpenPort port) {
        Events.shielded(origin.text(), () -> listener.changed(port));
    }

    void lost(OpenPort port, String reason) {
        Events.shielded(origin.text(), () -> listener.lost(port, reason));
    }

    @Override
    public MappingRequest request() {
        return request;
    }

    @Override
    public String origin() {
        return origin.text();
    }

    @Override
    public PortStatus status() {
        return status;
    }

    @Override
    public CompletableFuture<Void> release() {
        releaser.accept(this);
        // A caller's cancel must not touch ours.
        return released.copy();
    }

    @Override
    public void close() {
        releaser.accept(this);
    }
}
