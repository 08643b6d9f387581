// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.assessment;

import org.postern.api.gateway.Gateway;
import org.postern.api.upnp.ServiceDescription;
import org.postern.igd.control.events.EventListener;
import org.postern.igd.control.events.EventSubscriber;
import org.postern.igd.control.events.EventSubscription;
import org.postern.igd.control.soap.SoapService;

import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;

/** A WAN service that is asked over SOAP and sends its events by GENA. */
record SoapWanConnection(
        Gateway gateway,
        ServiceDescription service,
        Optional<InetAddress> addressFound,
        SoapService soap,
        ScheduledExecutorService loop)
        implements WanConnection {
    @Override
    public CompletableFuture<WanAnswers> ask(Duration timeout) {
        WanInquiry inquiry = WanInquiry.start(soap, timeout);
        CompletableFuture<WanAnswers> answers =
                inquiry.answers().whenCompleteAsync((known, failure) -> {}, loop);
        answers.whenComplete((known, failure) -> inquiry.cancel());
        return answers;
    }

    @Override
    public Optional<EventSubscription> subscribe(EventListener listener) {
        return service.eventSubUrl().map(url -> subscribed(url, listener));
    }

    private EventSubscription subscribed(URI url, EventListener listener) {
        EventSubscriber subscriber =
                new EventSubscriber(soap.http(), url, soap.peer(), new LoopTimer(loop), listener);
        subscriber.start();
        return subscriber;
    }
}
