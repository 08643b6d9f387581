// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;
import org.postern.igd.control.description.DescriptionReader;
import org.postern.igd.control.description.NoDeviceException;
import org.postern.igd.control.description.Peer;
import org.postern.igd.control.http.HttpDoor;
import org.postern.igd.control.http.HttpFormatException;
import org.postern.igd.control.http.HttpResponse;
import org.postern.igd.control.soap.ReplyReader;
import org.postern.igd.control.xml.XmlFormatException;

import java.net.InetAddress;
import java.nio.ByteBuffer;

/** How long 64 KB of malice keep a reader busy. Here Postern is alone. */
@State(Scope.Thread)
public class WorstBenchmark {
    private final InetAddress address = InetAddress.getLoopbackAddress();

    /** One datagram. */
    @State(Scope.Thread)
    public static class Datagram {
        /** How it is made. */
        @Param({"short-lines", "long-blanks", "max-ages", "carriage-returns"})
        public String shape = "";

        private byte[] bytes = {};

        /** Makes it. */
        @Setup
        public void make() {
            bytes = WorstInput.datagram(shape);
        }
    }

    /** One description. */
    @State(Scope.Thread)
    public static class Description {
        /** How it is made. */
        @Param({
            "elements",
            "services",
            "ampersands",
            "references",
            "comments",
            "less-than",
            "unclosed-comments",
            "unbalanced",
            "names"
        })
        public String shape = "";

        private byte[] bytes = {};
        private Peer peer = new Peer("", InetAddress.getLoopbackAddress());

        /** Makes it. */
        @Setup
        public void make() throws Exception {
            bytes = WorstInput.description(shape);
            String host = JupnpModel.LOCATION.getHost();
            peer = Peer.of(JupnpModel.LOCATION, InetAddress.getByName(host));
        }
    }

    /** One answer to an action. */
    @State(Scope.Thread)
    public static class Answer {
        /** How it is made. */
        @Param({"arguments", "fault-text"})
        public String shape = "";

        private byte[] bytes = {};

        /** Makes it. */
        @Setup
        public void make() {
            bytes = WorstInput.reply(shape);
        }
    }

    /** One HTTP response. */
    @State(Scope.Thread)
    public static class Response {
        /** How it is made. */
        @Param({"one-byte-chunks", "byte-by-byte"})
        public String shape = "";

        private byte[] bytes = {};

        /** Makes it. */
        @Setup
        public void make() {
            bytes = WorstInput.response(shape);
        }
    }

    /** SSDP. */
    @Benchmark
    public void worstDatagram(Datagram input, Blackhole sink) {
        SsdpReading.read(ByteBuffer.wrap(input.bytes), sink);
    }

    /** A description, or the reason why it is none. */
    @Benchmark
    public Object worstDescription(Description input) {
        try {
            return DescriptionReader.read(input.bytes, JupnpModel.LOCATION, input.peer);
        } catch (XmlFormatException | NoDeviceException e) {
            return e;
        }
    }

    /** SOAP. */
    @Benchmark
    public Object worstReply(Answer input) {
        try {
            return ReplyReader.read(new HttpResponse(200, input.bytes, address));
        } catch (XmlFormatException e) {
            return e;
        }
    }

    /** HTTP, every byte in a segment of its own where that is the malice. */
    @Benchmark
    public Object worstResponse(Response input) {
        try {
            return HttpDoor.read(input.bytes, input.shape.equals("byte-by-byte") ? 1 : 1448);
        } catch (HttpFormatException e) {
            return e;
        }
    }
}
