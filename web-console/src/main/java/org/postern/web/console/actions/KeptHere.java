// SPDX-License-Identifier: Apache-2.0
package org.postern.web.console.actions;

import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.Protocol;
import org.postern.api.gateway.Reason;
import org.postern.api.keeper.KeepRequest;
import org.postern.api.keeper.KeptPort;
import org.postern.api.keeper.LastingPorts;
import org.postern.api.keeper.OpenPort;
import org.postern.api.keeper.PortKeeper;
import org.postern.api.keeper.PortStatus.Holding;
import org.postern.web.console.sources.ConsoleServices;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/**
 * Keeps ports for the page: by configuration where that is possible, so that they outlive the
 * process; otherwise as long as this object lives. May be used from any thread.
 */
final class KeptHere {
    /** How long routers are waited for; the keeper goes on afterwards. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ConsoleServices services;

    /** Those that no configuration keeps. */
    private final Set<KeptPort> own = ConcurrentHashMap.newKeySet();

    KeptHere(ConsoleServices services) {
        this.services = services;
    }

    PortKeeper keeper() throws MissingService {
        return services.keeper()
                .orElseThrow(
                        () ->
                                new MissingService(
                                        "The port keeper is not running: install and start the"
                                                + " bundle org.postern.port.keeper."));
    }

    /** Whether a port was kept here, or by a configuration. Any other belongs to a program. */
    private boolean isReleasable(KeptPort port) {
        return own.contains(port) || port.persistent() && services.lastingPorts().isPresent();
    }

    /**
     * What {@link #release} closes of a port.
     *
     * @param key one of the port's
     * @return none where the port cannot be released here
     */
    List<Protocol> releasedWith(KeptPort port, PortKey key) {
        if (!isReleasable(port)) {
            return List.of();
        }
        return own.contains(port)
                ? List.copyOf(port.request().protocols())
                : List.of(key.protocol());
    }

    /** Who keeps a port, for people: the keeper takes the page for a program like any other. */
    String origin(KeptPort port) {
        return own.contains(port) ? "this page" : port.origin();
    }

    /**
     * Keeps a port from now on.
     *
     * @return whether it is kept again after a restart
     * @throws GatewayException {@link Reason#CONFLICT} when a program keeps it, which the keeper would
     *     say in its log alone
     */
    boolean keep(MappingRequest request) throws GatewayException, MissingService {
        PortKeeper keeper = keeper();
        for (PortKey key : request.keys()) {
            Optional<KeptPort> other = find(keeper, key).filter(each -> !each.persistent());
            if (other.isPresent()) {
                throw new GatewayException(
                        Reason.CONFLICT, key + " is kept already, by " + origin(other.get()) + ".");
            }
        }
        Optional<LastingPorts> lasting = services.lastingPorts();
        if (lasting.isPresent()) {
            lasting.get().keep(KeepRequest.of(request));
            return true;
        }
        own.add(keeper.keep(request));
        return false;
    }

    /**
     * Stops keeping a port, and waits for it to be closed. A port of a configuration for TCP and UDP
     * is released over one of them alone.
     *
     * @return what was released, for people
     */
    String release(PortKey key) throws GatewayException, MissingService, InterruptedException {
        KeptPort port = kept(key);
        if (!isReleasable(port)) {
            throw new GatewayException(
                    Reason.RESERVED,
                    key + " is kept by " + port.origin() + ", which alone can release it.");
        }
        if (own.remove(port)) {
            await(port.release(), key + " is released, but may be open still.");
            return ActionNames.of(port.request());
        }
        Optional<LastingPorts> lasting = services.lastingPorts();
        if (lasting.isPresent()) {
            lasting.get().release(key);
        }
        await(port.release(), key + " is released, but may be open still.");
        return key.toString();
    }

    /** Who keeps a port, for people; empty where nobody does. */
    Optional<String> keeping(PortKey key) {
        return services.keeper().flatMap(each -> find(each, key)).map(this::origin);
    }

    /**
     * Who keeps a port open, for people. Empty where no keeper holds it: a mapping of a port that is
     * kept may be another's, and the port waits for it to go.
     *
     * @param asked whether a port is the one that is asked for
     */
    Optional<String> holding(Predicate<OpenPort> asked) {
        return services.keeper().map(PortKeeper::ports).orElse(List.of()).stream()
                .filter(
                        port ->
                                port.terms().families().stream()
                                        .flatMap(each -> port.status(each).holdings().stream())
                                        .map(Holding::port)
                                        .anyMatch(asked))
                .findFirst()
                .map(this::origin);
    }

    /**
     * Has a port deleted and opened again, and waits for it to be open.
     *
     * @return what was opened again, for people: all protocols of the port
     */
    String reopen(PortKey key) throws GatewayException, MissingService, InterruptedException {
        KeptPort port = kept(key);
        String name = ActionNames.of(port.request());
        await(port.reopen(), name + " is not open again yet. It is tried again.");
        return name;
    }

    private KeptPort kept(PortKey key) throws GatewayException, MissingService {
        return find(keeper(), key)
                .orElseThrow(
                        () ->
                                new GatewayException(
                                        Reason.NOT_FOUND, key + " is not kept here any more."));
    }

    private static Optional<KeptPort> find(PortKeeper keeper, PortKey key) {
        return keeper.ports().stream()
                .filter(each -> each.request().keys().contains(key))
                .findFirst();
    }

    private static void await(CompletableFuture<Void> end, String late)
            throws GatewayException, InterruptedException {
        try {
            end.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new GatewayException(
                    Reason.UNREACHABLE, late + " The router has not answered in time.");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof GatewayException failure
                    ? failure.rethrown()
                    : new GatewayException(Reason.FAILED, late, e);
        }
    }
}
