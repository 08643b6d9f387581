// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.kept;

import org.postern.api.gateway.ControlCode;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.PinholeRequest;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.Protocol;
import org.postern.api.gateway.Reason;
import org.postern.api.keeper.AddressFamily;
import org.postern.api.keeper.KeepRequest;
import org.postern.api.keeper.OpenPort;
import org.postern.api.keeper.PortListener;
import org.postern.api.keeper.PortPhase;
import org.postern.api.keeper.PortStatus;

import java.net.InetAddress;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;

/**
 * A kept port over one family, with its state on each router. Its status may be read from any
 * thread; everything else is used by the keeper's thread.
 */
public final class KeptEntry {
    private static final PortStatus WAITING =
            new PortStatus(PortPhase.WAITING, List.of(), Optional.empty(), Optional.empty());

    private final KeepRequest terms;
    private final AddressFamily family;
    private final MappingRequest request;
    private final PortListener listener;
    private final Origin origin;
    private final CompletableFuture<Void> released = new CompletableFuture<>();

    /** By router. */
    private final Map<Object, View> views = new LinkedHashMap<>();

    private final Executor listeners;

    private Optional<PortStatus.Trouble> trouble = Optional.empty();
    private Optional<Reason> waitsFor = Optional.empty();
    private boolean lost;
    private volatile CompletableFuture<OpenPort> opened = new CompletableFuture<>();
    private volatile PortStatus status = WAITING;

    /** Its public state on one router. */
    public record View(
            PortPhase phase, List<PortStatus.Holding> holdings, Optional<Instant> nextTry) {}

    public KeptEntry(
            KeepRequest terms,
            AddressFamily family,
            PortListener listener,
            Origin origin,
            Executor listeners) {
        this.terms = terms;
        this.family = family;
        this.request = request(terms, family);
        this.listener = listener;
        this.listeners = listeners;
        this.origin = origin;
    }

    private static MappingRequest request(KeepRequest terms, AddressFamily family) {
        return family == AddressFamily.IPV4
                ? terms.mapping()
                : terms.pinhole().map(KeptEntry::throughFirewall).orElseThrow();
    }

    private static MappingRequest throughFirewall(PinholeRequest pinhole) {
        return new MappingRequest(
                pinhole.protocols(),
                pinhole.port(),
                pinhole.port(),
                "",
                pinhole.lease(),
                false,
                pinhole.client().map(InetAddress.class::cast),
                pinhole.controlProtocol());
    }

    /** What is asked for, over any family. */
    public KeepRequest terms() {
        return terms;
    }

    public AddressFamily family() {
        return family;
    }

    /** What routers are asked for. */
    public MappingRequest request() {
        return request;
    }

    /** Who asks, for people. */
    public String origin() {
        return origin.text();
    }

    public boolean persistent() {
        return origin.lasting();
    }

    public PortStatus status() {
        return status;
    }

    /** Completes when it is open next; the caller may complete it. */
    public CompletableFuture<OpenPort> whenOpen() {
        return opened.copy();
    }

    /** The requested ports, one for each protocol, TCP first. */
    public List<PortKey> keys() {
        return request.keys();
    }

    /** For people. */
    public String name() {
        return name(request) + (family == AddressFamily.IPV4 ? "" : " over IPv6");
    }

    /** Such as {@code TCP and UDP port 80}. */
    static String name(MappingRequest request) {
        return request.protocols().stream().map(Protocol::name).collect(Collectors.joining(" and "))
                + " port "
                + request.externalPort();
    }

    public PortListener listener() {
        return listener;
    }

    /** For logs. */
    @Override
    public String toString() {
        return name() + ", " + status.phase();
    }

    /** Sets its state on one router. */
    public void on(Object router, View view) {
        views.put(router, view);
        refresh();
    }

    /**
     * Sets its state on one router, of which listeners are told after this: they may look at the
     * status at once.
     */
    public void beforeTelling(Object router, View view) {
        views.put(router, view);
        updateStatus();
    }

    /** It is no longer kept on a router. */
    public void leaves(Object router) {
        views.remove(router);
    }

    /** Completes when the port is closed on all routers. */
    public CompletableFuture<Void> released() {
        return released;
    }

    /** The last trouble, if the port starts to wait for this reason. */
    public Optional<PortStatus.Trouble> newWait() {
        Optional<Reason> before = waitsFor;
        waitsFor = trouble.map(PortStatus.Trouble::reason);
        return waitsFor.equals(before) ? Optional.empty() : trouble;
    }

    /** A router does not hold it any more, or only a part of it. */
    public void beginLoss() {
        lost = true;
    }

    /** A router holds it; returns whether it was lost before. */
    public boolean endLoss() {
        boolean before = lost;
        lost = false;
        return before;
    }

    public Optional<PortStatus.Trouble> lastTrouble() {
        return trouble;
    }

    public void troubled(Instant at, GatewayException failure) {
        troubled(at, failure.reason(), failure.code(), failure.getMessage());
    }

    public void troubled(Instant at, Reason reason, Optional<ControlCode> code, String sentence) {
        trouble = Optional.of(new PortStatus.Trouble(at, reason, code, sentence));
        updateStatus();
    }

    /** Computes the status again after a change. */
    public void refresh() {
        if (status.phase() != PortPhase.RELEASED) {
            updateStatus();
            completeOpened();
        }
    }

    private void updateStatus() {
        if (status.phase() == PortPhase.RELEASED) {
            return;
        }
        PortPhase phase =
                views.values().stream()
                        .map(View::phase)
                        .min(KeptEntry::byWorth)
                        .orElse(PortPhase.WAITING);
        if (!views.isEmpty()) {
            // Most ports are kept before their gateway is found: that is not worth a mention later.
            trouble = trouble.filter(each -> each.reason() != Reason.NO_GATEWAY);
        }
        status =
                new PortStatus(
                        phase,
                        views.values().stream().flatMap(each -> each.holdings().stream()).toList(),
                        views.values().stream()
                                .flatMap(each -> each.nextTry().stream())
                                .min(Instant::compareTo),
                        trouble);
    }

    private void completeOpened() {
        if (status.phase() == PortPhase.OPEN) {
            waitsFor = Optional.empty();
            OpenPort port = status.holdings().get(0).port();
            CompletableFuture<OpenPort> now = opened;
            if (!now.isDone()) {
                // What depends on it may block.
                listeners.execute(() -> now.complete(port));
            }
        } else if (opened.isDone()) {
            opened = new CompletableFuture<>();
        }
    }

    public void gone() {
        status = new PortStatus(PortPhase.RELEASED, List.of(), Optional.empty(), trouble);
        neverOpens();
    }

    /** It will not be opened any more. */
    public void neverOpens() {
        opened.completeExceptionally(
                new GatewayException(Reason.FAILED, name() + " is no longer kept."));
    }

    /** Open on all routers means open; otherwise the phase that may change first counts. */
    private static int byWorth(PortPhase one, PortPhase other) {
        return Integer.compare(rank(one), rank(other));
    }

    private static int rank(PortPhase phase) {
        return phase == PortPhase.OPEN ? PortPhase.values().length : phase.ordinal();
    }
}
