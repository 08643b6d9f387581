// SPDX-License-Identifier: Apache-2.0
import org.bitlet.weupnp.GatewayDevice;
import org.bitlet.weupnp.GatewayDiscover;
import org.bitlet.weupnp.PortMappingEntry;

/** weupnp, the usual small library for Java. */
class Weupnp {
    public static void main(String[] words) throws Exception {
        int port = Integer.parseInt(words[1]);
        GatewayDiscover discover = new GatewayDiscover();
        discover.discover();
        GatewayDevice gateway = discover.getValidGateway();
        if (!gateway.addPortMapping(port, port, words[0], "TCP", "weupnp")) {
            throw new IllegalStateException("not mapped");
        }
        if (gateway.getSpecificPortMappingEntry(port, "TCP", new PortMappingEntry())) {
            System.out.println("listed");
        }
        System.in.readAllBytes();
        if (!gateway.deletePortMapping(port, "TCP")) {
            throw new IllegalStateException("not unmapped");
        }
    }
}
