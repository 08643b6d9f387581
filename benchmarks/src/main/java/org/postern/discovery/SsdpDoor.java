// SPDX-License-Identifier: Apache-2.0
package org.postern.discovery;

import org.openjdk.jmh.infra.Blackhole;

import java.nio.ByteBuffer;

/**
 * Lets benchmarks through to the codec, which its bundle keeps to itself. Of the same package by
 * name only: here everything is on the class path.
 */
public final class SsdpDoor {
    private SsdpDoor() {}

    /**
     * Reads a datagram as far as a search does before it reports what it heard.
     *
     * @param datagram as it came
     * @param sink takes what was read
     */
    public static void read(ByteBuffer datagram, Blackhole sink) {
        SsdpMessage message = SsdpCodec.read(datagram);
        sink.consume(message);
        sink.consume(message.upnp());
        if (!message.location().isEmpty()) {
            sink.consume(message.descriptionUrl());
        }
    }
}
