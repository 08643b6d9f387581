package org.postern.igd.control;

import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.api.upnp.Upnp;
import org.postern.api.upnp.UpnpDevice;
import org.postern.igd.control.search.Filter;
import org.postern.igd.control.search.SearchSettings;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Searches at activation and publishes each valid gateway as a {@link Gateway} service. Listeners
 * of services may block, so they are called on a thread of its own, {@code postern-gateways}, which
 * ends when nothing is left to publish or to change.
 */
@Component(
        service = {},
        immediate = true,
        configurationPid = SearchAtActivation.PID)
@Designate(ocd = SearchAtActivation.class)
public final class GatewayPublisher {
    private static final Logger LOG = System.getLogger("org.postern.igd.control");
    private static final long FAREWELL_MILLIS = 900;

    private final EngineComponent engine;
    private final BundleContext context;
    private final SearchAtActivation settings;
    private final Map<URI, PublishedGateway> published = new ConcurrentHashMap<>();
    private final ThreadPoolExecutor worker;
    private final Runnable research = this::search;
    private volatile boolean stopped;

    /** The search of the moment; guarded by this. */
    private CompletableFuture<List<UpnpDevice>> search =
            CompletableFuture.completedFuture(List.of());

    /**
     * Wires the publisher.
     *
     * @param engine the bundle's engine
     * @param context where services are registered
     * @param settings whether and how to search
     */
    @Activate
    public GatewayPublisher(
            @Reference EngineComponent engine, BundleContext context, SearchAtActivation settings) {
        this.engine = engine;
        this.context = context;
        this.settings = settings;
        this.worker =
                new ThreadPoolExecutor(
                        1,
                        1,
                        1,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(),
                        task -> {
                            Thread thread = new Thread(task, "postern-gateways");
                            thread.setDaemon(true);
                            return thread;
                        });
        worker.allowCoreThreadTimeOut(true);
    }

    @Activate
    void start() {
        if (wanted()) {
            // Bundles start in any order: a strategy that comes later has not been asked yet.
            engine.follow(research);
            search();
        }
    }

    private synchronized void search() {
        SearchSettings where =
                new SearchSettings(
                        Duration.ofMillis(settings.timeoutMillis()),
                        Upnp.DEFAULT_TTL,
                        0,
                        settings.ipv6(),
                        settings.networkInterface());
        try {
            search.cancel(false);
            search = engine.engine().list(where, Filter.INTERNET_GATEWAYS, this::onDevice);
            search.whenComplete((devices, failure) -> report(failure));
        } catch (GatewayException e) {
            LOG.log(Level.WARNING, "No search at activation: " + e.getMessage());
        }
    }

    @Deactivate
    void stop() {
        stopped = true;
        engine.unfollow(research);
        synchronized (this) {
            search.cancel(false);
        }
        worker.shutdownNow();
        withdrawAll();
    }

    /** A launcher of single commands switches the search off for the whole framework. */
    private boolean wanted() {
        String property = context.getProperty(SearchAtActivation.PROPERTY);
        return property == null
                ? settings.searchAtActivation()
                : Boolean.parseBoolean(property.strip());
    }

    private void onDevice(UpnpDevice device) {
        device.gateway()
                .ifPresent(gateway -> onWorker(() -> publish(gateway, device.descriptionUrl())));
    }

    private void onWorker(Runnable task) {
        try {
            worker.execute(task);
        } catch (RejectedExecutionException e) {
            // Stopped meanwhile.
        }
    }

    private void publish(Gateway gateway, URI url) {
        if (stopped || published.containsKey(url)) {
            return;
        }
        try {
            PublishedGateway service = PublishedGateway.register(context, gateway);
            published.put(url, service);
            service.follow(engine.engine()::after, this::onWorker);
        } catch (IllegalStateException e) {
            // The bundle stopped meanwhile.
            return;
        }
        LOG.log(Level.INFO, "Gateway " + gateway + " is there.");
        if (stopped) {
            // Stopped while listeners of the new service were called.
            withdraw(url);
        }
    }

    private CompletableFuture<@Nullable Void> withdraw(URI url) {
        PublishedGateway service = published.remove(url);
        return service == null ? CompletableFuture.completedFuture(null) : service.withdraw();
    }

    /** Routers are told that their events are not wanted any more, and given a moment for it. */
    private void withdrawAll() {
        CompletableFuture<?>[] told =
                published.keySet().stream().map(this::withdraw).toArray(CompletableFuture[]::new);
        try {
            CompletableFuture.allOf(told).get(FAREWELL_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.log(Level.DEBUG, "A router did not take the end of its subscription.");
        }
    }

    private static void report(Throwable failure) {
        if (failure instanceof GatewayException nothing) {
            LOG.log(Level.INFO, "No gateway at activation. " + nothing.getMessage());
        }
    }
}
