// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.nexthop;

import org.postern.doctor.evidence.NextHop;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A search that is sent to one host (UDA 1.1 section 1.3.2). */
record SsdpQuestion(InetAddress gateway) implements ProbeSocket.Question {
    /** Some devices want an MX also where the standard has none. */
    @Override
    public List<ByteBuffer> datagrams(InetAddress local) {
        String text =
                "M-SEARCH * HTTP/1.1\r\nHOST: "
                        + gateway.getHostAddress()
                        + ":"
                        + NextHop.SSDP
                        + "\r\nMAN: \"ssdp:discover\"\r\nMX: 1\r\nST: upnp:rootdevice\r\n\r\n";
        return List.of(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
    }

    @Override
    public boolean isLast(ByteBuffer answer) {
        return true;
    }
}
