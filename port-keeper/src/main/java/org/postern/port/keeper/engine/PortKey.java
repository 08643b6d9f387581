// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.engine;

import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.Protocol;

/** An external port of a router, in the order in which neighbours are asked for together. */
record PortKey(Protocol protocol, int port) implements Comparable<PortKey> {
    static PortKey of(MappingRequest request) {
        return new PortKey(request.protocol(), request.externalPort());
    }

    @Override
    public int compareTo(PortKey other) {
        int byProtocol = protocol.compareTo(other.protocol);
        return byProtocol != 0 ? byProtocol : Integer.compare(port, other.port);
    }

    @Override
    public String toString() {
        return protocol + " " + port;
    }
}
