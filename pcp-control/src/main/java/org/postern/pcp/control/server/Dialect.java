// SPDX-License-Identifier: Apache-2.0
package org.postern.pcp.control.server;

import org.postern.pcp.control.exchange.PcpEndpoint;
import org.postern.pcp.control.packet.PcpReply;
import org.postern.pcp.control.packet.PcpRequest;

import java.net.Inet4Address;

/** The two protocols of one port. */
public enum Dialect {
    /** RFC 6887. */
    PCP("PCP", "pcp", 20),
    /** RFC 6886. */
    NAT_PMP("NAT-PMP", "nat-pmp", 10);

    private final String title;
    private final String key;
    private final int rank;

    Dialect(String title, String key, int rank) {
        this.title = title;
        this.key = key;
        this.rank = rank;
    }

    /** That of a request or a reply. */
    public static Dialect of(int version) {
        return version == PcpReply.PCP ? PCP : NAT_PMP;
    }

    /** For people. */
    public String title() {
        return title;
    }

    /** The name of the control protocol. */
    public String key() {
        return key;
    }

    /** Both need one packet where UPnP needs several connections; NAT-PMP has no nonce. */
    public int rank() {
        return rank;
    }

    /** Whether it is spoken with clients of this family. */
    public boolean isFor(PcpEndpoint endpoint) {
        return this == PCP || endpoint.client() instanceof Inet4Address;
    }

    /** What changes nothing, and is answered by whoever speaks it. */
    public PcpRequest question(PcpEndpoint endpoint) {
        return this == PCP
                ? new PcpRequest.Announce(endpoint.client())
                : new PcpRequest.PmpExternalAddress();
    }
}
