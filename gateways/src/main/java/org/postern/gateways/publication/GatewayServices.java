// SPDX-License-Identifier: Apache-2.0
package org.postern.gateways.publication;

import static org.postern.gateways.logging.GatewaysLog.LOG;

import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.postern.api.finder.GatewayState;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayInfo;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The {@link Gateway} services of the bundle. What they should be is said at once, and brought about
 * on a thread of its own, {@code postern-gateways}, since listeners of services may block; the
 * thread ends when there is nothing left to do. However much is said meanwhile, one task waits.
 */
final class GatewayServices {
    private record Published(
            ServiceRegistration<Gateway> registration, GatewayInfo info, GatewayState state) {}

    private final BundleContext context;
    private final ScheduledThreadPoolExecutor worker;
    private final AtomicBoolean coming = new AtomicBoolean();

    /** In the order they came; guarded by itself. */
    private final Map<Gateway, GatewayState> wanted = new LinkedHashMap<>();

    private final Map<Gateway, Published> published = new ConcurrentHashMap<>();
    private volatile boolean stopped;

    GatewayServices(BundleContext context) {
        this.context = context;
        this.worker =
                new ScheduledThreadPoolExecutor(
                        1,
                        task -> {
                            Thread thread = new Thread(task, "postern-gateways");
                            thread.setDaemon(true);
                            return thread;
                        });
        worker.setKeepAliveTime(1, TimeUnit.SECONDS);
        worker.allowCoreThreadTimeOut(true);
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

    /** Does a task later, on the same thread; never once it is stopped. */
    void after(Duration delay, Runnable task) {
        try {
            worker.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            // Stopped meanwhile.
        }
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
            GatewayInfo info = gateway.info();
            if (now == null) {
                register(gateway, info, state);
            } else if (!now.state().equals(state) || !now.info().equals(info)) {
                now.registration().setProperties(ServiceFacts.properties(info, state));
                published.replace(gateway, now, new Published(now.registration(), info, state));
            }
        } catch (RuntimeException | LinkageError e) {
            // Anybody can bring a protocol; a broken gateway must not stop the others.
            if (!stopped) {
                LOG.log(Level.WARNING, "A gateway cannot be published as a service: " + e);
            }
        }
    }

    private void register(Gateway gateway, GatewayInfo info, GatewayState state) {
        published.put(
                gateway,
                new Published(
                        context.registerService(
                                Gateway.class, gateway, ServiceFacts.properties(info, state)),
                        info,
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
