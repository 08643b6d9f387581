// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control;

import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayState;
import org.postern.igd.control.internal.threads.WorkerThreads;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The {@link Gateway} services of the bundle. What they should be is said at once, and brought about
 * on a thread of its own, {@code postern-gateways}, since listeners of services may block; the
 * thread ends when there is nothing left to do. However much is said meanwhile, one task waits.
 */
final class GatewayServices {
    private static final Logger LOG = System.getLogger("org.postern.igd.control");

    /** One task waits at most; more would be a mistake in here. */
    private static final int MOST_WAITING = 16;

    /** A service that is there. */
    private record Published(ServiceRegistration<Gateway> registration, GatewayState state) {}

    private final BundleContext context;
    private final ThreadPoolExecutor worker;
    private final AtomicBoolean coming = new AtomicBoolean();

    /** In the order they came; guarded by itself. */
    private final Map<Gateway, GatewayState> wanted = new LinkedHashMap<>();

    private final Map<Gateway, Published> published = new ConcurrentHashMap<>();
    private volatile boolean stopped;

    GatewayServices(BundleContext context) {
        this.context = context;
        this.worker = WorkerThreads.pool("postern-gateways", 1, MOST_WAITING);
    }

    /** It is to be there, with this state. */
    void want(Gateway gateway, GatewayState state) {
        synchronized (wanted) {
            wanted.put(gateway, state);
        }
        soon();
    }

    void drop(Gateway gateway) {
        synchronized (wanted) {
            wanted.remove(gateway);
        }
        soon();
    }

    /** Takes all services back, and publishes no more. */
    void stop() {
        stopped = true;
        worker.shutdownNow();
        published.keySet().forEach(this::withdraw);
    }

    private void soon() {
        if (coming.compareAndSet(false, true)) {
            try {
                worker.execute(this::bringAbout);
            } catch (RejectedExecutionException e) {
                // Stopped meanwhile.
            }
        }
    }

    /** New ones first: whoever uses an old one finds its successor before it goes. */
    private void bringAbout() {
        coming.set(false);
        Map<Gateway, GatewayState> goal;
        synchronized (wanted) {
            goal = new LinkedHashMap<>(wanted);
        }
        goal.forEach(this::publish);
        published.keySet().stream().filter(each -> !goal.containsKey(each)).forEach(this::withdraw);
    }

    private void publish(Gateway gateway, GatewayState state) {
        if (stopped) {
            return;
        }
        try {
            Published now = published.get(gateway);
            if (now == null) {
                register(gateway, state);
            } else if (!now.state().equals(state)) {
                now.registration().setProperties(GatewayFacts.properties(gateway.info(), state));
                published.replace(gateway, now, new Published(now.registration(), state));
            }
        } catch (IllegalStateException e) {
            // The bundle stopped meanwhile.
        }
    }

    private void register(Gateway gateway, GatewayState state) {
        published.put(
                gateway,
                new Published(
                        context.registerService(
                                Gateway.class,
                                gateway,
                                GatewayFacts.properties(gateway.info(), state)),
                        state));
        LOG.log(Level.INFO, "Gateway " + gateway + " is there.");
        if (stopped) {
            // Stopped while listeners of the new service were called.
            withdraw(gateway);
        }
    }

    private void withdraw(Gateway gateway) {
        Published last = published.remove(gateway);
        if (last != null) {
            try {
                last.registration().unregister();
            } catch (IllegalStateException e) {
                // By the framework, with the bundle.
            }
        }
    }
}
