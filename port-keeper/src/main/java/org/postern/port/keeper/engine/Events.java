package org.postern.port.keeper.engine;

import org.postern.api.gateway.Gateway;
import org.postern.api.keeper.KeeperEvent;
import org.postern.api.keeper.KeeperListener;
import org.postern.api.keeper.OpenPort;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Tells those who watch, each shielded from the others. Used by the keeper's thread. */
final class Events {
    private static final System.Logger LOG = System.getLogger("org.postern.port.keeper");

    private final Loop loop;
    private final List<KeeperListener> listeners = new ArrayList<>();

    Events(Loop loop) {
        this.loop = loop;
    }

    void add(KeeperListener listener) {
        listeners.add(listener);
    }

    void remove(KeeperListener listener) {
        listeners.remove(listener);
    }

    void clear() {
        listeners.clear();
    }

    void gateway(KeeperEvent.Kind kind, Gateway gateway, String sentence) {
        tell(event(kind, Optional.of(gateway), sentence));
    }

    void missing(String sentence) {
        tell(event(KeeperEvent.Kind.GATEWAY_MISSING, Optional.empty(), sentence));
    }

    void port(
            KeeperEvent.Kind kind,
            Gateway gateway,
            Kept kept,
            Optional<OpenPort> port,
            String sentence) {
        tell(
                new KeeperEvent(
                        loop.now(),
                        kind,
                        Optional.of(gateway.info()),
                        Optional.of(kept.request()),
                        port,
                        sentence));
    }

    KeeperEvent event(KeeperEvent.Kind kind, Optional<Gateway> gateway, String sentence) {
        return new KeeperEvent(
                loop.now(),
                kind,
                gateway.map(Gateway::info),
                Optional.empty(),
                Optional.empty(),
                sentence);
    }

    void tell(KeeperEvent event) {
        for (KeeperListener listener : List.copyOf(listeners)) {
            shielded("a watcher", () -> listener.happened(event));
        }
    }

    /** What a listener throws is its owner's fault, and must not end the keeping of all ports. */
    static void shielded(String owner, Runnable call) {
        try {
            call.run();
        } catch (RuntimeException | LinkageError e) {
            LOG.log(Level.WARNING, "The listener of " + owner + " failed.", e);
        }
    }

    static void debug(Supplier<String> line) {
        LOG.log(Level.DEBUG, line);
    }
}
