// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.igd;

import static org.postern.simulator.description.ActionModel.action;
import static org.postern.simulator.description.StateVariable.variable;

import org.postern.simulator.description.ActionModel;
import org.postern.simulator.description.ServiceModel;
import org.postern.simulator.description.StateVariable;

import java.util.ArrayList;
import java.util.List;

/** WANIPConnection:1 and :2 as far as they are offered. */
public final class WanConnectionModel {
    /** The service type without its version. */
    public static final String TYPE = "urn:schemas-upnp-org:service:WANIPConnection:";

    /** Last word of the paths of its URLs. */
    public static final String PATH = "WANIPConn1";

    /** The largest lease of WANIPConnection:2, in seconds; 0 is taken as this (2.3.16). */
    static final long MAX_LEASE_V2 = 604_800;

    private static final String HOST = "RemoteHost";
    private static final String EXTERNAL_PORT = "ExternalPort";
    private static final String PROTOCOL = "PortMappingProtocol";

    private WanConnectionModel() {}

    /** The service in a version, 1 or 2. */
    static ServiceModel service(int version) {
        List<ActionModel> actions = new ArrayList<>(common());
        List<StateVariable> variables = new ArrayList<>(variables(version));
        if (version >= 2) {
            actions.addAll(added());
            variables.addAll(addedVariables());
        }
        return new ServiceModel(
                TYPE + version, "urn:upnp-org:serviceId:WANIPConn1", PATH, actions, variables);
    }

    private static List<ActionModel> common() {
        return List.of(
                action("GetConnectionTypeInfo")
                        .out("NewConnectionType", "ConnectionType")
                        .out("NewPossibleConnectionTypes", "PossibleConnectionTypes"),
                action("GetStatusInfo")
                        .out("NewConnectionStatus", "ConnectionStatus")
                        .out("NewLastConnectionError", "LastConnectionError")
                        .out("NewUptime", "Uptime"),
                action("GetNATRSIPStatus")
                        .out("NewRSIPAvailable", "RSIPAvailable")
                        .out("NewNATEnabled", "NATEnabled"),
                action("GetExternalIPAddress").out("NewExternalIPAddress", "ExternalIPAddress"),
                entry(
                        action("GetGenericPortMappingEntry")
                                .in("NewPortMappingIndex", "PortMappingNumberOfEntries")
                                .out("NewRemoteHost", HOST)
                                .out("NewExternalPort", EXTERNAL_PORT)
                                .out("NewProtocol", PROTOCOL)),
                entry(key(action("GetSpecificPortMappingEntry"))),
                mapping(action("AddPortMapping")),
                key(action("DeletePortMapping")));
    }

    private static List<ActionModel> added() {
        return List.of(
                mapping(action("AddAnyPortMapping")).out("NewReservedPort", EXTERNAL_PORT),
                range(action("DeletePortMappingRange")),
                range(action("GetListOfPortMappings"))
                        .in("NewNumberOfPorts", "PortMappingNumberOfEntries")
                        .out("NewPortListing", "A_ARG_TYPE_PortListing"));
    }

    private static ActionModel key(ActionModel action) {
        return action.in("NewRemoteHost", HOST)
                .in("NewExternalPort", EXTERNAL_PORT)
                .in("NewProtocol", PROTOCOL);
    }

    private static ActionModel mapping(ActionModel action) {
        return key(action)
                .in("NewInternalPort", "InternalPort")
                .in("NewInternalClient", "InternalClient")
                .in("NewEnabled", "PortMappingEnabled")
                .in("NewPortMappingDescription", "PortMappingDescription")
                .in("NewLeaseDuration", "PortMappingLeaseDuration");
    }

    private static ActionModel entry(ActionModel action) {
        return action.out("NewInternalPort", "InternalPort")
                .out("NewInternalClient", "InternalClient")
                .out("NewEnabled", "PortMappingEnabled")
                .out("NewPortMappingDescription", "PortMappingDescription")
                .out("NewLeaseDuration", "PortMappingLeaseDuration");
    }

    private static ActionModel range(ActionModel action) {
        return action.in("NewStartPort", EXTERNAL_PORT)
                .in("NewEndPort", EXTERNAL_PORT)
                .in("NewProtocol", PROTOCOL)
                .in("NewManage", "A_ARG_TYPE_Manage");
    }

    private static List<StateVariable> variables(int version) {
        StateVariable lease = variable("PortMappingLeaseDuration", "ui4");
        return List.of(
                variable("ConnectionType", "string"),
                variable("PossibleConnectionTypes", "string")
                        .events()
                        .allowing("Unconfigured", "IP_Routed", "IP_Bridged"),
                variable("ConnectionStatus", "string")
                        .events()
                        .allowing("Unconfigured", "Connected", "Disconnected"),
                variable("Uptime", "ui4"),
                variable("LastConnectionError", "string").allowing("ERROR_NONE"),
                variable("RSIPAvailable", "boolean"),
                variable("NATEnabled", "boolean"),
                variable("ExternalIPAddress", "string").events(),
                variable("PortMappingNumberOfEntries", "ui2").events(),
                variable("PortMappingEnabled", "boolean"),
                version >= 2 ? lease.between(0, MAX_LEASE_V2) : lease,
                variable(HOST, "string"),
                variable(EXTERNAL_PORT, "ui2"),
                variable("InternalPort", "ui2").between(version >= 2 ? 1 : 0, 65_535),
                variable(PROTOCOL, "string").allowing("TCP", "UDP"),
                variable("InternalClient", "string"),
                variable("PortMappingDescription", "string"));
    }

    private static List<StateVariable> addedVariables() {
        return List.of(
                variable("SystemUpdateID", "ui4").events(),
                variable("A_ARG_TYPE_Manage", "boolean"),
                variable("A_ARG_TYPE_PortListing", "string"));
    }
}
