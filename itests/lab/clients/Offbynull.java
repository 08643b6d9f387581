// SPDX-License-Identifier: Apache-2.0
import com.offbynull.portmapper.gateway.Bus;
import com.offbynull.portmapper.gateways.network.NetworkGateway;
import com.offbynull.portmapper.mapper.MappedPort;
import com.offbynull.portmapper.mapper.PortMapper;
import com.offbynull.portmapper.mapper.PortType;
import com.offbynull.portmapper.mappers.natpmp.NatPmpPortMapper;
import com.offbynull.portmapper.mappers.pcp.PcpPortMapper;

import java.net.InetAddress;

/** portmapper of offbynull, over PCP or, with -Dprotocol=nat-pmp, over NAT-PMP. */
class Offbynull {
    public static void main(String[] words) throws Exception {
        int port = Integer.parseInt(words[1]);
        InetAddress own = InetAddress.getByName(words[0]);
        InetAddress router = InetAddress.getByName(System.getenv("ROUTER_ADDRESS"));
        Bus network = NetworkGateway.create().getBus();
        PortMapper mapper =
                "nat-pmp".equals(System.getProperty("protocol"))
                        ? new NatPmpPortMapper(network, own, router)
                        : new PcpPortMapper(network, own, router);
        MappedPort mapped = mapper.mapPort(PortType.TCP, port, port, 600);
        System.in.readAllBytes();
        mapper.unmapPort(mapped);
        System.exit(0);
    }
}
