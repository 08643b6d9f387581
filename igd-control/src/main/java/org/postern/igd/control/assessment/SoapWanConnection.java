// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.assessment;

import org.postern.api.gateway.Gateway;
import org.postern.api.upnp.ServiceDescription;
import org.postern.igd.control.events.EventListener;
import org.postern.igd.control.events.EventSubscriber;
import org.postern.igd.control.events.EventSubscription;
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

/** A WAN service that is asked over SOAP and sends its events by GENA. */
record SoapWanConnection(
        UpnpGateway upnp,
        ServiceDescription service,
        SoapService soap,
        ScheduledExecutorService loop)
        implements WanConnection {
    @Override
    public Gateway gateway() {
        return upnp;
    }

    @Override
    public Optional<InetAddress> addressFound() {
        return upnp.addressFound();
    }

    @Override
    public CompletableFuture<WanAnswers> ask(Duration timeout) {
        WanInquiry inquiry = new WanInquiry(soap, timeout);
        CompletableFuture<WanAnswers> answers =
                inquiry.answers().whenCompleteAsync((known, failure) -> {}, loop);
        answers.whenComplete((known, failure) -> inquiry.cancel());
        return answers;
    }

    @Override
    public Optional<EventSubscription> subscribe(EventListener listener) {
        Timer timer = this::after;
        Optional<EventSubscriber> subscriber = upnp.subscriber(timer, listener);
        subscriber.ifPresent(EventSubscriber::start);
        return subscriber.map(each -> each);
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
