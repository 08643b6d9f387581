// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.pinhole;

import org.postern.api.gateway.Gateway.Pace;
import org.postern.api.gateway.GatewayInfo;
import org.postern.api.gateway.Pinholes;
import org.postern.api.upnp.UpnpAttributes;
import org.postern.igd.control.calls.RouterMemory;
import org.postern.igd.control.soap.SoapService;

/** The WANIPv6FirewallControl of a router, as its description names it. */
public final class RouterFirewall {
    private final SoapService service;
    private final String router;
    private final FirewallAccess access;

    /** Asks nothing. */
    public RouterFirewall(SoapService service, GatewayInfo info, FirewallAccess access) {
        this.service = service;
        this.router =
                PinholeReceipts.router(
                        info.attribute(UpnpAttributes.UDN).orElse(info.address().getHostAddress()));
        this.access = access;
    }

    /** Its ports, asked at a pace. */
    public Pinholes pinholes(Pace pace, RouterMemory memory) {
        return new UpnpPinholes(service, router, access, pace, memory);
    }
}
