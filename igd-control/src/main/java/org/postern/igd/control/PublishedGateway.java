package org.postern.igd.control;

import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayInfo;
import org.postern.api.gateway.GatewayProperties;
import org.postern.igd.control.events.EventListener;
import org.postern.igd.control.events.EventSubscriber;
import org.postern.igd.control.events.Timer;
import org.postern.igd.control.gateway.UpnpGateway;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A {@link Gateway} service whose properties are kept true by the events of its router. Followed
 * and changed on the publisher's worker, withdrawn on any thread.
 */
final class PublishedGateway {
    private static final Logger LOG = System.getLogger("org.postern.igd.control");

    private final Gateway gateway;
    private final ServiceRegistration<Gateway> registration;
    private final WanAddress address;
    private final AtomicBoolean waiting = new AtomicBoolean();

    /** Guarded by this. */
    private Optional<EventSubscriber> subscriber = Optional.empty();

    private volatile boolean withdrawn;

    private PublishedGateway(
            Gateway gateway, ServiceRegistration<Gateway> registration, WanAddress address) {
        this.gateway = gateway;
        this.registration = registration;
        this.address = address;
    }

    /**
     * Publishes a gateway with what the search found.
     *
     * @throws IllegalStateException when the bundle has stopped
     */
    static PublishedGateway register(BundleContext context, Gateway gateway) {
        WanAddress address =
                new WanAddress(
                        gateway instanceof UpnpGateway upnp
                                ? upnp.addressFound()
                                : Optional.empty());
        return new PublishedGateway(
                gateway,
                context.registerService(
                        Gateway.class, gateway, properties(gateway.info(), address.known())),
                address);
    }

    /** Subscribes, where the router has events; without them the properties stay as they are. */
    void follow(Timer timer, Executor worker) {
        if (!(gateway instanceof UpnpGateway upnp)) {
            return;
        }
        EventListener listener =
                new EventListener() {
                    @Override
                    public void changed(Map<String, String> values) {
                        // However many events come, one change waits for the worker.
                        if (address.change(values) && waiting.compareAndSet(false, true)) {
                            worker.execute(PublishedGateway.this::update);
                        }
                    }

                    @Override
                    public void lost(String reason) {
                        LOG.log(Level.DEBUG, () -> "No events of " + gateway + ": " + reason);
                    }
                };
        synchronized (this) {
            if (withdrawn) {
                return;
            }
            subscriber = upnp.subscriber(timer, listener);
            subscriber.ifPresent(EventSubscriber::start);
        }
    }

    /** Unregisters the service; the result ends when the router has taken it, or did not. */
    CompletableFuture<@Nullable Void> withdraw() {
        Optional<EventSubscriber> last;
        synchronized (this) {
            withdrawn = true;
            last = subscriber;
        }
        registration.unregister();
        return last.map(EventSubscriber::end)
                .orElseGet(() -> CompletableFuture.completedFuture(null));
    }

    private void update() {
        waiting.set(false);
        if (withdrawn) {
            return;
        }
        try {
            registration.setProperties(properties(gateway.info(), address.known()));
        } catch (IllegalStateException e) {
            // Withdrawn meanwhile.
        }
    }

    private static Dictionary<String, Object> properties(
            GatewayInfo info, Optional<InetAddress> external) {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put(GatewayProperties.ID, info.id());
        properties.put(GatewayProperties.CONTROL_PROTOCOL, info.controlProtocol());
        putIfKnown(properties, GatewayProperties.NAME, info.name());
        putIfKnown(properties, GatewayProperties.MANUFACTURER, info.manufacturer());
        putIfKnown(properties, GatewayProperties.MODEL_NAME, info.modelName());
        putIfKnown(properties, GatewayProperties.UDN, info.udn());
        properties.put(GatewayProperties.ADDRESS, info.address().getHostAddress());
        properties.put(GatewayProperties.LOCAL_ADDRESS, info.localAddress().getHostAddress());
        external.ifPresent(
                address ->
                        properties.put(
                                GatewayProperties.EXTERNAL_ADDRESS, address.getHostAddress()));
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
}
