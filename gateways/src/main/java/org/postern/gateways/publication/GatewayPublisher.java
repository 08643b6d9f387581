// SPDX-License-Identifier: Apache-2.0
package org.postern.gateways.publication;

import static org.postern.gateways.logging.GatewaysLog.LOG;

import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.postern.api.finder.GatewayListener;
import org.postern.api.finder.GatewayQuery;
import org.postern.api.finder.GatewayState;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Watch;
import org.postern.gateways.ProtocolRegistry;
import org.postern.gateways.watcher.MergedWatch;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;

/**
 * Watches from activation on, and publishes each valid gateway as a {@link Gateway} service, whose
 * properties tell what becomes of it.
 */
@Component(
        service = {},
        immediate = true,
        configurationPid = SearchAtActivation.PID)
@Designate(ocd = SearchAtActivation.class)
public final class GatewayPublisher implements GatewayListener {
    /** An interface may come later: a dongle, a wireless network. */
    private static final Duration RETRY = Duration.ofSeconds(10);

    private final ProtocolRegistry protocols;
    private final BundleContext context;
    private final PublisherSettings settings;
    private final GatewayServices services;

    /** Guarded by this, as is the next. */
    private Watch watch = () -> {};

    private boolean stopped;

    /** The configuration says whether and how to search, see {@link SearchAtActivation}. */
    @Activate
    public GatewayPublisher(
            @Reference ProtocolRegistry protocols,
            BundleContext context,
            Map<String, Object> configuration) {
        this.protocols = protocols;
        this.context = context;
        this.settings = PublisherSettings.read(configuration);
        this.services = new GatewayServices(context);
    }

    @Activate
    void start() {
        if (wanted()) {
            watch(settings.query(), settings.poll(), true);
        }
    }

    @Deactivate
    void stop() {
        Watch last;
        synchronized (this) {
            stopped = true;
            last = watch;
        }
        services.stop();
        last.close();
    }

    @Override
    public void added(Gateway gateway, GatewayState state) {
        services.want(gateway, state);
    }

    @Override
    public void changed(Gateway gateway, GatewayState state) {
        services.want(gateway, state);
    }

    @Override
    public void removed(Gateway gateway, String reason) {
        services.drop(gateway);
        LOG.log(Level.INFO, "Gateway " + gateway + " is gone. " + reason);
    }

    @Override
    public void missing(GatewayException failure) {
        LOG.log(Level.INFO, "There is no gateway now. " + failure.getMessage());
    }

    private synchronized void watch(GatewayQuery query, Duration poll, boolean first) {
        if (stopped) {
            return;
        }
        try {
            watch = MergedWatch.start(protocols, query, poll, this, () -> {});
        } catch (GatewayException e) {
            if (first) {
                LOG.log(
                        Level.WARNING,
                        "Configuration "
                                + SearchAtActivation.PID
                                + ", networkInterface: "
                                + e.getMessage()
                                + " It is waited for.");
            }
            services.after(RETRY, () -> watch(query, poll, false));
        }
    }

    /** A launcher of single commands switches the search off for the whole framework. */
    private boolean wanted() {
        String property = context.getProperty(SearchAtActivation.PROPERTY);
        return property == null
                ? settings.searchAtActivation()
                : Boolean.parseBoolean(property.strip());
    }
}
