// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks;

import org.eclipse.jetty.http.HttpParser;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.postern.igd.control.http.HttpDoor;

import java.nio.ByteBuffer;

/** A response that carries a description, from bytes to status and body. */
@State(Scope.Thread)
public class HttpBenchmark {
    private static final byte[] RESPONSE =
            Fixture.response("200 OK", Fixture.document("description.xml"));

    /** What an Ethernet frame holds of a TCP stream. */
    private static final int SEGMENT = 1448;

    /** As Postern reads it. */
    @Benchmark
    public byte[] responsePostern() throws Exception {
        return HttpDoor.read(RESPONSE, SEGMENT);
    }

    /** As Jetty's client reads it for jUPnP. */
    @Benchmark
    public byte[] responseJupnp() {
        JettyResponse response = new JettyResponse();
        HttpParser parser = new HttpParser(response);
        for (int at = 0; at < RESPONSE.length; at += SEGMENT) {
            int count = Math.min(SEGMENT, RESPONSE.length - at);
            parser.parseNext(ByteBuffer.wrap(RESPONSE, at, count).slice());
        }
        return response.body();
    }
}
