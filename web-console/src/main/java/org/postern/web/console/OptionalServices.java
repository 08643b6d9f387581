// SPDX-License-Identifier: Apache-2.0
package org.postern.web.console;

import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleListener;
import org.osgi.framework.ServiceRegistration;

import java.lang.System.Logger.Level;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Registers services whose types may come and go with other bundles: a type is imported when its
 * service is made, and not before. Looks again whenever a bundle is resolved or no longer is.
 */
final class OptionalServices implements BundleListener, AutoCloseable {
    private static final System.Logger LOGGER = System.getLogger("org.postern.web-console");

    private final BundleContext context;
    private final List<Offer> offers;

    /** Guarded by this. */
    private final Map<Offer, ServiceRegistration<?>> registered = new HashMap<>();

    /** Guarded by this. */
    private boolean closed;

    /**
     * A service that can be registered.
     *
     * @param type its interface
     * @param wanted whether it is of use where these packages are exported
     * @param service makes it; the first to load classes of these packages
     * @param properties of the service
     */
    record Offer(
            String type,
            Predicate<ResolvedPackages> wanted,
            Supplier<Object> service,
            Map<String, Object> properties) {}

    OptionalServices(BundleContext context, List<Offer> offers) {
        this.context = context;
        this.offers = List.copyOf(offers);
    }

    void open() {
        context.addBundleListener(this);
        look();
    }

    @Override
    public void bundleChanged(BundleEvent event) {
        if (event.getType() == BundleEvent.RESOLVED || event.getType() == BundleEvent.UNRESOLVED) {
            look();
        }
    }

    private synchronized void look() {
        if (closed) {
            return;
        }
        ResolvedPackages packages = ResolvedPackages.of(context);
        for (Offer each : offers) {
            if (!each.wanted().test(packages)) {
                unregister(each);
            } else if (!registered.containsKey(each)) {
                register(each);
            }
        }
    }

    private void register(Offer offer) {
        try {
            Dictionary<String, Object> properties = new Hashtable<>(offer.properties());
            registered.put(
                    offer,
                    context.registerService(offer.type(), offer.service().get(), properties));
        } catch (LinkageError e) {
            // Another version than ours, or gone again.
            LOGGER.log(Level.DEBUG, "There is no usable {0}: {1}", offer.type(), e);
        }
    }

    private void unregister(Offer offer) {
        ServiceRegistration<?> registration = registered.remove(offer);
        if (registration != null) {
            try {
                registration.unregister();
            } catch (IllegalStateException e) {
                // Our bundle is being stopped.
            }
        }
    }

    @Override
    public void close() {
        context.removeBundleListener(this);
        synchronized (this) {
            closed = true;
            offers.forEach(this::unregister);
        }
    }
}
