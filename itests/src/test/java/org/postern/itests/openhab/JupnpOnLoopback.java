// SPDX-License-Identifier: Apache-2.0
package org.postern.itests.openhab;

import org.jupnp.UpnpService;
import org.jupnp.UpnpServiceConfiguration;
import org.jupnp.controlpoint.SubscriptionCallback;
import org.jupnp.model.gena.CancelReason;
import org.jupnp.model.gena.GENASubscription;
import org.jupnp.model.message.UpnpResponse;
import org.jupnp.model.meta.RemoteDevice;
import org.jupnp.model.meta.Service;
import org.jupnp.model.state.StateVariableValue;
import org.jupnp.model.types.UDAServiceType;
import org.jupnp.model.types.UDN;
import org.osgi.service.http.HttpService;
import org.postern.itests.exam.Inside;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

/** The jUPnP of this framework, and what it knows. No type of its appears in the methods' signatures. */
final class JupnpOnLoopback {

    private final UpnpService service;

    private JupnpOnLoopback(UpnpService service) {
        this.service = service;
    }

    /** Has it configured, and so started by its component, which searches at once. */
    static JupnpOnLoopback started() throws InterruptedException {
        Inside.context()
                .registerService(
                        UpnpServiceConfiguration.class,
                        new LoopbackUpnpConfiguration(
                                Inside.context(), Inside.service(HttpService.class)),
                        null);
        return new JupnpOnLoopback(Inside.service(UpnpService.class));
    }

    /** Whether its registry holds the device. */
    boolean knows(String udn) {
        return service.getRegistry().getRemoteDevice(UDN.valueOf(udn), true) != null;
    }

    /**
     * Subscribes to the events of a gateway's WAN service.
     *
     * @return for each event that came, the number of port mappings that it tells; grows
     */
    List<String> mappingCounts(String udn) {
        RemoteDevice device =
                Objects.requireNonNull(
                        service.getRegistry().getRemoteDevice(UDN.valueOf(udn), true));
        List<String> counts = new CopyOnWriteArrayList<>();
        service.getControlPoint()
                .execute(
                        new Subscription(
                                device.findService(new UDAServiceType("WANIPConnection", 1)),
                                counts));
        return counts;
    }

    @SuppressWarnings("rawtypes") // As jUPnP declares them.
    private static final class Subscription extends SubscriptionCallback {

        private static final int SECONDS = 600;

        private final List<String> counts;

        Subscription(Service service, List<String> counts) {
            super(service, SECONDS);
            this.counts = counts;
        }

        @Override
        @SuppressWarnings("unchecked")
        protected void eventReceived(GENASubscription subscription) {
            Map<String, StateVariableValue> values = subscription.getCurrentValues();
            StateVariableValue count = values.get("PortMappingNumberOfEntries");
            if (count != null) {
                counts.add(count.toString());
            }
        }

        @Override
        protected void established(GENASubscription subscription) {
            // The first event tells all values.
        }

        @Override
        protected void ended(
                GENASubscription subscription, CancelReason reason, UpnpResponse response) {
            counts.add("ended: " + reason);
        }

        @Override
        protected void eventsMissed(GENASubscription subscription, int number) {
            counts.add("missed: " + number);
        }

        @Override
        protected void failed(
                GENASubscription subscription,
                UpnpResponse response,
                Exception exception,
                String message) {
            counts.add("failed: " + message);
        }
    }
}
