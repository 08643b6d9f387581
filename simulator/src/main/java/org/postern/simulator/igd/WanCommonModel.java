// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.igd;

import static org.postern.simulator.description.ActionModel.action;
import static org.postern.simulator.description.StateVariable.variable;

import org.postern.simulator.description.ServiceModel;

import java.util.List;

/** WANCommonInterfaceConfig:1 as far as it is offered. */
public final class WanCommonModel {
    /** Last word of the paths of its URLs. */
    public static final String PATH = "WANCommonIFC1";

    static final String TYPE = "urn:schemas-upnp-org:service:WANCommonInterfaceConfig:1";

    private WanCommonModel() {}

    static ServiceModel service() {
        return new ServiceModel(
                TYPE,
                "urn:upnp-org:serviceId:WANCommonIFC1",
                PATH,
                List.of(
                        action("GetCommonLinkProperties")
                                .out("NewWANAccessType", "WANAccessType")
                                .out("NewLayer1UpstreamMaxBitRate", "Layer1UpstreamMaxBitRate")
                                .out("NewLayer1DownstreamMaxBitRate", "Layer1DownstreamMaxBitRate")
                                .out("NewPhysicalLinkStatus", "PhysicalLinkStatus"),
                        action("GetTotalBytesSent").out("NewTotalBytesSent", "TotalBytesSent"),
                        action("GetTotalBytesReceived")
                                .out("NewTotalBytesReceived", "TotalBytesReceived"),
                        action("GetTotalPacketsSent")
                                .out("NewTotalPacketsSent", "TotalPacketsSent"),
                        action("GetTotalPacketsReceived")
                                .out("NewTotalPacketsReceived", "TotalPacketsReceived")),
                List.of(
                        variable("WANAccessType", "string")
                                .allowing("DSL", "POTS", "Cable", "Ethernet"),
                        variable("Layer1UpstreamMaxBitRate", "ui4"),
                        variable("Layer1DownstreamMaxBitRate", "ui4"),
                        variable("PhysicalLinkStatus", "string")
                                .events()
                                .allowing("Up", "Down", "Initializing", "Unavailable"),
                        variable("TotalBytesSent", "ui4"),
                        variable("TotalBytesReceived", "ui4"),
                        variable("TotalPacketsSent", "ui4"),
                        variable("TotalPacketsReceived", "ui4")));
    }
}
