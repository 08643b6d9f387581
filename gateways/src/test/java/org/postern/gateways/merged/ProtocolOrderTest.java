// SPDX-License-Identifier: Apache-2.0
package org.postern.gateways.merged;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.postern.api.gateway.Capability;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.PortMapping;
import org.postern.api.gateway.Reason;
import org.postern.testkit.ModelGateway;

import java.util.EnumSet;
import java.util.List;

/** Which of a router's protocols is asked, by their ranks and by what each opened. */
class ProtocolOrderTest {
    private final ModelGateway upnp = ModelGateway.listing("upnp");
    private final ModelGateway natPmp = ownList("nat-pmp");
    private final ModelGateway pcp = ownList("pcp");

    @Test
    void theHighestRank_isAskedFirst_inWhateverOrderTheyArrive() throws Exception {
        Gateway gateway = all();

        assertEquals(List.of("pcp", "nat-pmp", "upnp"), gateway.info().controlProtocols());
        gateway.map(MappingRequest.tcp(80));
        assertEquals(1, pcp.held.size());
        assertEquals(0, natPmp.held.size() + upnp.held.size());
    }

    @Test
    void whatOnlyUpnpCan_goesThereFirst() throws Exception {
        Gateway gateway = all();
        gateway.map(MappingRequest.tcp(80).permanent());
        gateway.map(MappingRequest.tcp(81).description("web"));

        assertEquals(2, upnp.held.size());
    }

    @Test
    void fromOneThatRefuses_theRequestGoesToTheNextRank() throws Exception {
        pcp.failures.put("map TCP 80", new GatewayException(Reason.NOT_AUTHORIZED, "No PCP."));
        natPmp.failures.put(
                "map TCP 80", new GatewayException(Reason.NOT_AUTHORIZED, "No NAT-PMP."));

        List<String> notes = all().map(MappingRequest.tcp(80)).notes();

        assertEquals(1, upnp.held.size());
        assertEquals(2, notes.size());
    }

    /** Such as PCP where the router answers it over IPv6 alone. */
    @Test
    void oneThatMapsNothing_isPassedOverInSilence() throws Exception {
        pcp.failures.put("map TCP 80", new GatewayException(Reason.NO_GATEWAY, "None."));
        pcp.failures.put("externalAddress", new GatewayException(Reason.UNSUPPORTED, "None."));

        assertEquals(List.of(), gateway(upnp, pcp).map(MappingRequest.tcp(80)).notes());
        assertEquals(1, upnp.held.size());
        assertEquals(upnp.externalAddress, gateway(upnp, pcp).externalAddress());
    }

    @Test
    void withoutAList_theGatewayHasWhatEachProtocolOpened() throws Exception {
        pcp.holds(PortKey.tcp(80), "192.168.1.5");
        natPmp.holds(PortKey.udp(90), "192.168.1.5");

        assertEquals(
                List.of(PortKey.tcp(80), PortKey.udp(90)),
                gateway(natPmp, pcp).mappings().stream().map(PortMapping::key).toList());
    }

    /** Another process may have opened it. */
    @Test
    void whatIsInAProtocolsOwnList_isClosedAndRenewedThere() throws Exception {
        natPmp.holds(PortKey.udp(90), "192.168.1.5");
        Gateway gateway = all();

        gateway.renew(gateway(natPmp).mappings().get(0), MappingRequest.udp(90).lease());
        gateway.map(MappingRequest.udp(90));
        gateway.unmap(PortKey.udp(90));

        assertEquals(0, natPmp.held.size());
        assertEquals(
                List.of("renew UDP 90 3600", "map UDP 90", "unmap UDP 90"),
                natPmp.calls.stream().filter(each -> !each.equals("mappings")).toList());
        assertEquals(List.of(), upnp.calls);
    }

    private Gateway all() {
        return gateway(upnp, natPmp, pcp);
    }

    private static Gateway gateway(ModelGateway... gateways) {
        ProtocolGateways protocols = new ProtocolGateways(ranked(gateways[0]));
        for (ModelGateway each : gateways) {
            protocols.join(ranked(each));
        }
        return new MergedGateway(protocols);
    }

    private static ProtocolGateway ranked(ModelGateway gateway) {
        String protocol = gateway.info().controlProtocols().get(0);
        int rank = List.of("upnp", "nat-pmp", "pcp").indexOf(protocol);
        return new ProtocolGateway(protocol, rank, gateway);
    }

    private static ModelGateway ownList(String protocol) {
        return ModelGateway.at(protocol, "192.168.1.1", EnumSet.of(Capability.OWN_LIST));
    }
}
