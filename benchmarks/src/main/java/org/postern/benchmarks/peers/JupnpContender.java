// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks.peers;

import org.jupnp.DefaultUpnpServiceConfiguration;
import org.jupnp.UpnpServiceImpl;
import org.jupnp.model.message.header.UDADeviceTypeHeader;
import org.jupnp.model.meta.RemoteDevice;
import org.jupnp.model.meta.RemoteService;
import org.jupnp.model.types.ServiceType;
import org.jupnp.model.types.UDADeviceType;
import org.jupnp.model.types.UDAServiceType;
import org.jupnp.registry.DefaultRegistryListener;
import org.jupnp.registry.Registry;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * jUPnP without OSGi, with the configuration that it brings. It searches by itself when it starts,
 * and tells of a device when it has read all descriptions of its services. What it has not told of
 * after {@link #PATIENCE_SECONDS} counts as never: it has no word for a search that found nothing.
 */
final class JupnpContender implements Contender {
    private static final int PATIENCE_SECONDS = 60;

    /** It repeats each search twice, after half a second and after another. */
    private static final int SEARCH_MILLIS = 2000;

    private static final List<ServiceType> WAN =
            List.of(new UDAServiceType("WANIPConnection"), new UDAServiceType("WANPPPConnection"));

    private final UpnpServiceImpl service =
            new UpnpServiceImpl(new DefaultUpnpServiceConfiguration());
    private boolean started;

    @Override
    public UsableGateway find() throws Exception {
        if (started) {
            service.getRegistry().removeAllRemoteDevices();
        } else {
            service.startup();
        }
        Arrivals arrivals = new Arrivals();
        Registry registry = service.getRegistry();
        registry.addListener(arrivals);
        try {
            if (started) {
                service.getControlPoint()
                        .search(
                                new UDADeviceTypeHeader(
                                        new UDADeviceType("InternetGatewayDevice")));
            }
            started = true;
            // Since it came between the start and the listener.
            registry.getRemoteDevices().forEach(arrivals::look);
            JupnpGateway gateway =
                    new JupnpGateway(
                            service.getControlPoint(),
                            arrivals.wan.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
            if (!gateway.connected()) {
                throw new NoGatewayException("jUPnP's gateway is not connected.");
            }
            return gateway;
        } finally {
            registry.removeListener(arrivals);
        }
    }

    @Override
    public void settle() throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(SEARCH_MILLIS);
    }

    @Override
    public void close() {
        service.shutdown();
    }

    private static final class Arrivals extends DefaultRegistryListener {
        final CompletableFuture<RemoteService> wan = new CompletableFuture<>();

        @Override
        public void remoteDeviceAdded(Registry registry, RemoteDevice device) {
            look(device);
        }

        void look(RemoteDevice device) {
            for (ServiceType type : WAN) {
                RemoteService service = device.findService(type);
                if (service != null) {
                    wan.complete(service);
                }
            }
        }
    }
}
