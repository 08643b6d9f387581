package org.postern.igd.control;

import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.GatewayInfo;
import org.postern.api.gateway.GatewayProperties;
import org.postern.api.upnp.Upnp;
import org.postern.api.upnp.UpnpDevice;
import org.postern.igd.control.search.Filter;
import org.postern.igd.control.search.SearchSettings;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Duration;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Searches at activation and publishes each valid gateway as a {@link Gateway} service. Listeners
 * of services may block, so they are called on a thread of its own, {@code postern-gateways}, which
 * ends when nothing is left to publish.
 */
@Component(
        service = {},
        immediate = true,
        configurationPid = SearchAtActivation.PID)
@Designate(ocd = SearchAtActivation.class)
public final class GatewayPublisher {
    private static final Logger LOG = System.getLogger("org.postern.igd.control");

    private final EngineComponent engine;
    private final BundleContext context;
    private final SearchAtActivation settings;
    private final Map<URI, ServiceRegistration<Gateway>> published = new ConcurrentHashMap<>();
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
        published.keySet().forEach(this::withdraw);
    }

    /** A launcher of single commands switches the search off for the whole framework. */
    private boolean wanted() {
        String property = context.getProperty(SearchAtActivation.PROPERTY);
        return property == null
                ? settings.searchAtActivation()
                : Boolean.parseBoolean(property.strip());
    }

    private void onDevice(UpnpDevice device) {
        try {
            device.gateway()
                    .ifPresent(
                            gateway ->
                                    worker.execute(
                                            () -> publish(gateway, device.descriptionUrl())));
        } catch (RejectedExecutionException e) {
            // Stopped meanwhile.
        }
    }

    private void publish(Gateway gateway, URI url) {
        if (stopped || published.containsKey(url)) {
            return;
        }
        try {
            published.put(
                    url,
                    context.registerService(Gateway.class, gateway, properties(gateway.info())));
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

    private void withdraw(URI url) {
        Optional.ofNullable(published.remove(url)).ifPresent(ServiceRegistration::unregister);
    }

    private static Dictionary<String, Object> properties(GatewayInfo info) {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put(GatewayProperties.ID, info.id());
        properties.put(GatewayProperties.CONTROL_PROTOCOL, info.controlProtocol());
        putIfKnown(properties, GatewayProperties.NAME, info.name());
        putIfKnown(properties, GatewayProperties.MANUFACTURER, info.manufacturer());
        putIfKnown(properties, GatewayProperties.MODEL_NAME, info.modelName());
        putIfKnown(properties, GatewayProperties.UDN, info.udn());
        properties.put(GatewayProperties.ADDRESS, info.address().getHostAddress());
        properties.put(GatewayProperties.LOCAL_ADDRESS, info.localAddress().getHostAddress());
        info.descriptionUrl()
                .ifPresent(
                        url -> properties.put(GatewayProperties.DESCRIPTION_URL, url.toString()));
        info.controlUrl()
                .ifPresent(url -> properties.put(GatewayProperties.CONTROL_URL, url.toString()));
        info.serviceType().ifPresent(type -> properties.put(GatewayProperties.SERVICE_TYPE, type));
        return properties;
    }

    private static void putIfKnown(
            Dictionary<String, Object> properties, String key, String value) {
        if (!value.isEmpty()) {
            properties.put(key, value);
        }
    }

    private static void report(Throwable failure) {
        if (failure instanceof GatewayException nothing) {
            LOG.log(Level.INFO, "No gateway at activation. " + nothing.getMessage());
        }
    }
}
