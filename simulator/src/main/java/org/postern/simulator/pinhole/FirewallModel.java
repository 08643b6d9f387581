// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.pinhole;

import static org.postern.simulator.description.ActionModel.action;
import static org.postern.simulator.description.StateVariable.variable;

import org.postern.simulator.description.ActionModel;
import org.postern.simulator.description.ServiceModel;

import java.util.List;

/** WANIPv6FirewallControl:1. */
public final class FirewallModel {
    /** Last word of the paths of its URLs. */
    public static final String PATH = "WANIPv6FC1";

    /** The longest lease, in seconds. */
    static final int LONGEST_LEASE = 86_400;

    private static final String ADDRESS = "A_ARG_TYPE_IPv6Address";
    private static final String PORT = "A_ARG_TYPE_Port";
    private static final String PROTOCOL = "A_ARG_TYPE_Protocol";
    private static final String ID = "A_ARG_TYPE_UniqueID";
    private static final String LEASE = "A_ARG_TYPE_LeaseTime";

    private FirewallModel() {}

    public static ServiceModel service() {
        return new ServiceModel(
                "urn:schemas-upnp-org:service:WANIPv6FirewallControl:1",
                "urn:upnp-org:serviceId:WANIPv6FC1",
                PATH,
                List.of(
                        action("GetFirewallStatus")
                                .out("FirewallEnabled", "FirewallEnabled")
                                .out("InboundPinholeAllowed", "InboundPinholeAllowed"),
                        place(action("GetOutboundPinholeTimeout"))
                                .out("OutboundPinholeTimeout", "A_ARG_TYPE_OutboundPinholeTimeout"),
                        place(action("AddPinhole")).in("LeaseTime", LEASE).out("UniqueID", ID),
                        action("UpdatePinhole").in("UniqueID", ID).in("NewLeaseTime", LEASE),
                        action("DeletePinhole").in("UniqueID", ID),
                        action("GetPinholePackets")
                                .in("UniqueID", ID)
                                .out("PinholePackets", "A_ARG_TYPE_PinholePackets"),
                        action("CheckPinholeWorking")
                                .in("UniqueID", ID)
                                .out("IsWorking", "A_ARG_TYPE_Boolean")),
                List.of(
                        variable("FirewallEnabled", "boolean").events(),
                        variable("InboundPinholeAllowed", "boolean").events(),
                        variable("A_ARG_TYPE_OutboundPinholeTimeout", "ui4"),
                        variable(ADDRESS, "string"),
                        variable(PORT, "ui2"),
                        variable(PROTOCOL, "ui2"),
                        variable(LEASE, "ui4").between(1, LONGEST_LEASE),
                        variable(ID, "ui2"),
                        variable("A_ARG_TYPE_PinholePackets", "ui4"),
                        variable("A_ARG_TYPE_Boolean", "boolean")));
    }

    private static ActionModel place(ActionModel action) {
        return action.in("RemoteHost", ADDRESS)
                .in("RemotePort", PORT)
                .in("InternalClient", ADDRESS)
                .in("InternalPort", PORT)
                .in("Protocol", PROTOCOL);
    }
}
