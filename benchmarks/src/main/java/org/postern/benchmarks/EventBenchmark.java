// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks;

import org.jupnp.model.message.StreamRequestMessage;
import org.jupnp.model.message.UpnpHeaders;
import org.jupnp.model.message.UpnpRequest;
import org.jupnp.model.message.gena.IncomingEventRequestMessage;
import org.jupnp.model.meta.RemoteService;
import org.jupnp.transport.impl.GENAEventProcessorImpl;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.postern.igd.control.events.EventReader;

import java.net.URI;
import java.util.Map;

/** The body of an event, from bytes to its variables. */
@State(Scope.Thread)
public class EventBenchmark {
    private static final byte[] EVENT = Fixture.document("event.xml");

    private final GENAEventProcessorImpl jupnp = new GENAEventProcessorImpl();
    private final RemoteService service = JupnpModel.wanService();
    private final URI callback = URI.create("/dev/event/cb");
    private final UpnpHeaders headers = new UpnpHeaders();

    /** Sets up. */
    public EventBenchmark() {
        headers.add("Content-Type", "text/xml; charset=\"utf-8\"");
    }

    /** As Postern reads it. */
    @Benchmark
    public Map<String, String> eventPostern() {
        return EventReader.read(EVENT);
    }

    /** As jUPnP reads it. */
    @Benchmark
    public IncomingEventRequestMessage eventJupnp() {
        StreamRequestMessage request =
                new StreamRequestMessage(UpnpRequest.Method.NOTIFY, callback);
        request.setHeaders(headers);
        request.setBodyCharacters(EVENT);
        IncomingEventRequestMessage event = new IncomingEventRequestMessage(request, service);
        jupnp.readBody(event);
        return event;
    }
}
