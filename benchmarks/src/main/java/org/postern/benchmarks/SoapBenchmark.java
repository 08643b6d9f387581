// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks;

import org.jupnp.model.action.ActionInvocation;
import org.jupnp.model.message.StreamResponseMessage;
import org.jupnp.model.message.UpnpHeaders;
import org.jupnp.model.message.UpnpResponse;
import org.jupnp.model.message.control.IncomingActionResponseMessage;
import org.jupnp.model.meta.Action;
import org.jupnp.model.meta.RemoteService;
import org.jupnp.transport.impl.SOAPActionProcessorImpl;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.postern.igd.control.http.HttpResponse;
import org.postern.igd.control.soap.Reply;
import org.postern.igd.control.soap.ReplyReader;

import java.net.InetAddress;

/** What a service answers to GetSpecificPortMappingEntry, from bytes to arguments or error code. */
@State(Scope.Thread)
public class SoapBenchmark {
    private static final byte[] REPLY = Fixture.document("reply.xml");
    private static final byte[] FAULT = Fixture.document("fault.xml");

    private final InetAddress address = InetAddress.getLoopbackAddress();
    private final SOAPActionProcessorImpl jupnp = new SOAPActionProcessorImpl();
    private final Action<RemoteService> action =
            JupnpModel.wanService().getAction("GetSpecificPortMappingEntry");
    private final UpnpHeaders headers = new UpnpHeaders();

    /** Sets up. */
    public SoapBenchmark() {
        headers.add("Content-Type", "text/xml; charset=\"utf-8\"");
    }

    /** A success, as Postern reads it. */
    @Benchmark
    public Reply replyPostern() throws Exception {
        return ReplyReader.read(new HttpResponse(200, REPLY, address));
    }

    /** The same as jUPnP reads it. */
    @Benchmark
    public ActionInvocation<RemoteService> replyJupnp() {
        return readByJupnp(new UpnpResponse(200, "OK"), REPLY);
    }

    /** A fault, as Postern reads it. */
    @Benchmark
    public Reply faultPostern() throws Exception {
        return ReplyReader.read(new HttpResponse(500, FAULT, address));
    }

    /** The same as jUPnP reads it. */
    @Benchmark
    public ActionInvocation<RemoteService> faultJupnp() {
        return readByJupnp(new UpnpResponse(500, "Internal Server Error"), FAULT);
    }

    private ActionInvocation<RemoteService> readByJupnp(UpnpResponse status, byte[] body) {
        StreamResponseMessage response = new StreamResponseMessage(status);
        response.setHeaders(headers);
        response.setBodyCharacters(body);
        ActionInvocation<RemoteService> invocation = new ActionInvocation<>(action);
        jupnp.readBody(new IncomingActionResponseMessage(response), invocation);
        return invocation;
    }
}
