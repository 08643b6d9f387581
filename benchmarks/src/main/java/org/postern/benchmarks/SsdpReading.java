// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks;

import org.openjdk.jmh.infra.Blackhole;
import org.postern.discovery.ssdp.SsdpCodec;
import org.postern.discovery.ssdp.SsdpMessage;

import java.nio.ByteBuffer;

/** Reads datagrams as a search does before it reports what it received. */
final class SsdpReading {
    private SsdpReading() {}

    static void read(ByteBuffer datagram, Blackhole sink) {
        SsdpMessage message = SsdpCodec.read(datagram);
        sink.consume(message);
        sink.consume(message.upnp());
        if (!message.location().isEmpty()) {
            sink.consume(message.descriptionUrl());
        }
    }
}
