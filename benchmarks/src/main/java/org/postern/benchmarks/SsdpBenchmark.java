// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks;

import org.jupnp.model.message.IncomingDatagramMessage;
import org.jupnp.model.message.UpnpRequest;
import org.jupnp.model.message.UpnpResponse;
import org.jupnp.model.message.discovery.IncomingNotificationRequest;
import org.jupnp.model.message.discovery.IncomingSearchRequest;
import org.jupnp.model.message.discovery.IncomingSearchResponse;
import org.jupnp.model.meta.RemoteDeviceIdentity;
import org.jupnp.transport.impl.DatagramProcessorImpl;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

import java.net.DatagramPacket;
import java.net.InetAddress;
import java.nio.ByteBuffer;

/**
 * Datagrams, from bytes to what is known of the device: that the message counts, its target or
 * name, its age and its URL.
 */
@State(Scope.Thread)
public class SsdpBenchmark {
    private static final byte[] ANSWER = Fixture.message("answer.txt");
    private static final byte[] NOTIFY = Fixture.message("notify.txt");
    private static final byte[] SEARCH = Fixture.message("search.txt");

    private final ByteBuffer received = ByteBuffer.allocateDirect(65536);
    private final DatagramProcessorImpl jupnp = new DatagramProcessorImpl();
    private final InetAddress address = InetAddress.getLoopbackAddress();

    /** An answer to a search, as Postern reads it. */
    @Benchmark
    public void answerPostern(Blackhole sink) {
        SsdpReading.read(receive(ANSWER), sink);
    }

    /** The same as jUPnP reads it. */
    @Benchmark
    public void answerJupnp(Blackhole sink) {
        @SuppressWarnings("unchecked")
        IncomingDatagramMessage<UpnpResponse> read = readByJupnp(ANSWER);
        IncomingSearchResponse message = new IncomingSearchResponse(read);
        sink.consume(message.isSearchResponseMessage());
        sink.consume(message.getRootDeviceUDN());
        sink.consume(new RemoteDeviceIdentity(message));
    }

    /** An announcement, as Postern reads it. */
    @Benchmark
    public void notifyPostern(Blackhole sink) {
        SsdpReading.read(receive(NOTIFY), sink);
    }

    /** The same as jUPnP reads it. */
    @Benchmark
    public void notifyJupnp(Blackhole sink) {
        @SuppressWarnings("unchecked")
        IncomingDatagramMessage<UpnpRequest> read = readByJupnp(NOTIFY);
        IncomingNotificationRequest message = new IncomingNotificationRequest(read);
        sink.consume(message.isAliveMessage());
        sink.consume(message.getUDN());
        sink.consume(new RemoteDeviceIdentity(message));
    }

    /** Another control point's search, as Postern reads it. */
    @Benchmark
    public void searchPostern(Blackhole sink) {
        SsdpReading.read(receive(SEARCH), sink);
    }

    /** The same as jUPnP reads it. */
    @Benchmark
    public void searchJupnp(Blackhole sink) {
        @SuppressWarnings("unchecked")
        IncomingDatagramMessage<UpnpRequest> read = readByJupnp(SEARCH);
        IncomingSearchRequest message = new IncomingSearchRequest(read);
        sink.consume(message.isMANSSDPDiscover());
        sink.consume(message.getMX());
        sink.consume(message.getSearchTarget());
    }

    /** As the selector's thread receives: into one buffer, again and again. */
    private ByteBuffer receive(byte[] datagram) {
        return received.clear().put(datagram).flip();
    }

    @SuppressWarnings("rawtypes")
    private IncomingDatagramMessage readByJupnp(byte[] datagram) {
        return jupnp.read(address, new DatagramPacket(datagram, datagram.length, address, 1900));
    }
}
