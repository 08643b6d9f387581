// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.events;

import org.postern.api.gateway.GatewayInfo;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.keeper.AddressFamily;
import org.postern.api.keeper.KeeperEvent;
import org.postern.api.keeper.KeeperListener;
import org.postern.api.keeper.OpenPort;
import org.postern.api.keeper.PortListener;
import org.postern.port.keeper.internal.address.Ipv6Text;
import org.postern.port.keeper.internal.listeners.ListenerShield;

import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Calls listeners, on their own thread. What a listener throws affects neither the keeper
 * nor the others. Used by the keeper's thread.
 */
public final class Events {
    private static final System.Logger LOG = System.getLogger("org.postern.port-keeper");

    /** Renewals are too frequent for the log. */
    private static final Set<KeeperEvent.Kind> NOT_LOGGED =
            EnumSet.of(KeeperEvent.Kind.PORT_RENEWED);

    private final Supplier<Instant> now;
    private final Executor calls;
    private final List<KeeperListener> watchers = new ArrayList<>();
    private boolean ended;

    /** Read by any thread. */
    private volatile Optional<Instant> lastChange = Optional.empty();

    /**
     * Without watchers; {@code calls} runs calls of listeners, in the order in which it gets them.
     */
    public Events(Supplier<Instant> now, Executor calls) {
        this.now = now;
        this.calls = calls;
    }

    public void add(KeeperListener watcher) {
        watchers.add(watcher);
    }

    public void remove(KeeperListener watcher) {
        watchers.removeIf(each -> each == watcher);
    }

    /** When the last event happened that is worth a line in the log. For any thread. */
    public Optional<Instant> lastChange() {
        return lastChange;
    }

    /** Calls no listener from now on. */
    public void end() {
        ended = true;
        watchers.clear();
    }

    public void gateway(
            KeeperEvent.Kind kind,
            GatewayInfo gateway,
            Optional<InetAddress> externalAddress,
            String sentence) {
        happened(
                kind,
                Optional.of(gateway),
                externalAddress,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                () -> sentence,
                List.of());
    }

    public void noGateway(String sentence) {
        if (!ended) {
            LOG.log(Level.INFO, sentence);
        }
        happened(
                KeeperEvent.Kind.GATEWAY_MISSING,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                () -> sentence,
                List.of());
    }

    /**
     * Reports an event of a port, and logs it, so that every open port leaves a trace. The origin
     * is who requested the port; empty for a port of an earlier run.
     */
    public void port(
            KeeperEvent.Kind kind,
            GatewayInfo gateway,
            AddressFamily family,
            Optional<MappingRequest> request,
            Optional<OpenPort> port,
            Optional<String> origin,
            Supplier<String> sentence) {
        port(kind, gateway, family, request, port, origin, Optional.empty(), sentence, List.of());
    }

    /** Reports that a port was opened, and logs it; the notes are part of the sentence. */
    public void opened(
            OpenPort port,
            AddressFamily family,
            MappingRequest request,
            String origin,
            String sentence,
            List<String> notes) {
        port(
                KeeperEvent.Kind.PORT_OPENED,
                port.gatewayInfo(),
                family,
                Optional.of(request),
                Optional.of(port),
                Optional.of(origin),
                Optional.empty(),
                () -> sentence,
                notes);
    }

    /** Reports that a port is not open, and logs it. */
    public void notOpen(
            KeeperEvent.Kind kind,
            GatewayInfo gateway,
            AddressFamily family,
            MappingRequest request,
            String origin,
            Optional<Instant> nextTry,
            String sentence) {
        port(
                kind,
                gateway,
                family,
                Optional.of(request),
                Optional.empty(),
                Optional.of(origin),
                nextTry,
                () -> sentence,
                List.of());
    }

    /** Reports that an open port could not be renewed, and logs it. */
    public void notRenewed(
            OpenPort port,
            MappingRequest request,
            String origin,
            Optional<Instant> nextTry,
            String sentence) {
        port(
                KeeperEvent.Kind.PORT_NOT_RENEWED,
                port.gatewayInfo(),
                port.family(),
                Optional.of(request),
                Optional.of(port),
                Optional.of(origin),
                nextTry,
                () -> sentence,
                List.of());
    }

    private void port(
            KeeperEvent.Kind kind,
            GatewayInfo gateway,
            AddressFamily family,
            Optional<MappingRequest> request,
            Optional<OpenPort> port,
            Optional<String> origin,
            Optional<Instant> nextTry,
            Supplier<String> sentence,
            List<String> notes) {
        if (!NOT_LOGGED.contains(kind) && !ended) {
            LOG.log(Level.INFO, () -> logged(gateway, origin, sentence.get()));
        }
        happened(
                kind,
                Optional.of(gateway),
                port.flatMap(OpenPort::externalAddress),
                request,
                Optional.of(family),
                port,
                nextTry,
                sentence,
                notes);
    }

    private static String logged(GatewayInfo gateway, Optional<String> origin, String sentence) {
        return sentence
                + " ("
                + gateway.name()
                + " at "
                + Ipv6Text.of(gateway.address())
                + origin.map(each -> ", for " + each).orElse("")
                + ")";
    }

    public void tell(String name, PortListener listener, Consumer<PortListener> call) {
        if (!ended) {
            shielded("A listener of " + name, () -> call.accept(listener));
        }
    }

    public void tell(KeeperListener watcher, KeeperEvent event) {
        if (!ended) {
            shielded("A watcher of the keeper", () -> watcher.happened(event));
        }
    }

    private void shielded(String name, Runnable call) {
        calls.execute(() -> ListenerShield.call(LOG.getName(), name, call));
    }

    private void happened(
            KeeperEvent.Kind kind,
            Optional<GatewayInfo> gateway,
            Optional<InetAddress> externalAddress,
            Optional<MappingRequest> request,
            Optional<AddressFamily> family,
            Optional<OpenPort> port,
            Optional<Instant> nextTry,
            Supplier<String> sentence,
            List<String> notes) {
        if (ended) {
            return;
        }
        Instant at = now.get();
        if (!NOT_LOGGED.contains(kind)) {
            lastChange = Optional.of(at);
        }
        if (watchers.isEmpty()) {
            return;
        }
        KeeperEvent event =
                new KeeperEvent(
                        at,
                        kind,
                        gateway,
                        externalAddress,
                        request,
                        family,
                        port,
                        nextTry,
                        sentence.get(),
                        notes);
        List.copyOf(watchers).forEach(each -> tell(each, event));
    }
}
