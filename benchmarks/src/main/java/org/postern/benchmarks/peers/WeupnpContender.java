// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks.peers;

import org.bitlet.weupnp.GatewayDevice;
import org.bitlet.weupnp.GatewayDiscover;
import org.bitlet.weupnp.PortMappingEntry;
import org.jspecify.annotations.Nullable;
import org.xml.sax.SAXException;

import java.io.IOException;

import javax.xml.parsers.ParserConfigurationException;

/** weupnp, as its own example uses it. */
final class WeupnpContender implements Contender {
    private static final String TCP = "TCP";

    @Override
    public UsableGateway find()
            throws IOException, SAXException, ParserConfigurationException, NoGatewayException {
        GatewayDiscover discover = new GatewayDiscover();
        discover.discover();
        @Nullable GatewayDevice device = discover.getValidGateway();
        if (device == null) {
            throw new NoGatewayException("weupnp found no connected gateway.");
        }
        return new WeupnpGateway(device);
    }

    /** It keeps nothing between two calls. */
    @Override
    public void close() {}

    private record WeupnpGateway(GatewayDevice device) implements UsableGateway {
        @Override
        public String externalAddress() throws IOException, SAXException {
            return device.getExternalIPAddress();
        }

        @Override
        public void map(int port) throws IOException, SAXException {
            String client = device.getLocalAddress().getHostAddress();
            if (!device.addPortMapping(port, port, client, TCP, "benchmark")) {
                throw new IOException("weupnp could not map " + port);
            }
        }

        @Override
        public void mapAndLook(int port) throws IOException, SAXException {
            map(port);
            if (!device.getSpecificPortMappingEntry(port, TCP, new PortMappingEntry())) {
                throw new IOException("weupnp does not find " + port);
            }
        }
    }
}
