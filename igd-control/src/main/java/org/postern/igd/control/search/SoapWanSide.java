// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.search;

import org.postern.api.gateway.Gateway;
import org.postern.igd.control.events.EventListener;
import org.postern.igd.control.events.EventSubscriber;
import org.postern.igd.control.gateway.UpnpGateway;
import org.postern.igd.control.internal.timing.Timer;
import org.postern.igd.control.soap.SoapService;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A WAN service over SOAP and GENA. */
record SoapWanSide(
        UpnpGateway upnp, WanService service, SoapService soap, ScheduledExecutorService loop)
        implements WanSide {
    @Override
    public Gateway gateway() {
        return upnp;
    }

    @Override
    public Optional<InetAddress> addressFound() {
        return upnp.addressFound();
    }

    @Override
    public CompletableFuture<WanFacts> ask(Duration timeout) {
        return WanInquiry.ask(soap, timeout, loop);
    }

    @Override
    public Optional<EventSubscription> subscribe(EventListener listener) {
        Timer timer = this::after;
        Optional<EventSubscriber> subscriber = upnp.subscriber(timer, listener);
        subscriber.ifPresent(EventSubscriber::start);
        return subscriber.map(each -> each::end);
    }

    private Runnable after(Duration delay, Runnable task) {
        try {
            var planned = loop.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
            return () -> planned.cancel(false);
        } catch (RejectedExecutionException e) {
            // The engine is closed.
            return () -> {};
        }
    }
}
