// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.soap;

import org.postern.api.gateway.UpnpResult;

/**
 * The one place where error codes of the WAN*Connection services are translated (UDA 1.1 table 3-3,
 * WANIPConnection:1 section 2.4, WANIPConnection:2 section 2.5), and what a user can try.
 */
public final class UpnpErrors {
    private UpnpErrors() {}

    /**
     * What a code means.
     *
     * @param code from a fault
     * @return the kind of failure
     */
    public static UpnpResult result(int code) {
        return switch (code) {
            case 402, 600, 601, 605 -> UpnpResult.INVALID_ARGS;
            case 403, 606, 607, 608, 609, 610, 611, 612 -> UpnpResult.NOT_AUTHORIZED;
            case 401, 501, 602, 603, 604 -> UpnpResult.ACTION_FAILED;
            case 713 -> UpnpResult.NO_SUCH_ENTRY_IN_ARRAY;
            case 714, 730 -> UpnpResult.PORT_MAPPING_NOT_FOUND;
            case 715 -> UpnpResult.SRC_IP_WILDCARD_NOT_PERMITTED;
            case 716 -> UpnpResult.EXT_PORT_WILDCARD_NOT_PERMITTED;
            case 718 -> UpnpResult.CONFLICT_WITH_OTHER_MAPPING;
            case 724 -> UpnpResult.SAME_PORT_VALUES_REQUIRED;
            case 725 -> UpnpResult.ONLY_PERMANENT_LEASE_SUPPORTED;
            case 726 -> UpnpResult.REMOTE_HOST_MUST_BE_WILDCARD;
            case 727 -> UpnpResult.EXT_PORT_MUST_BE_WILDCARD;
            case 728 -> UpnpResult.NO_PORT_MAPS_AVAILABLE;
            case 729 -> UpnpResult.CONFLICT_WITH_OTHER_MECHANISM;
            case 732 -> UpnpResult.INT_PORT_WILDCARD_NOT_PERMITTED;
            case 733 -> UpnpResult.INCONSISTENT_PARAMETERS;
            default -> UpnpResult.UNKNOWN_ERROR;
        };
    }

    /**
     * What a user can try.
     *
     * @param code from a fault
     * @return a sentence
     */
    public static String advice(int code) {
        if (code == 401) {
            return "The router does not have this action: look in its settings instead.";
        }
        return switch (result(code)) {
            case NOT_AUTHORIZED ->
                    "Port mapping over UPnP is switched off on this router, or not allowed for this"
                            + " machine or port: look in its settings under UPnP or NAT. Many"
                            + " routers keep the ports below 1024.";
            case PORT_MAPPING_NOT_FOUND, NO_SUCH_ENTRY_IN_ARRAY ->
                    "List what the router holds with 'mappings'; it may hide other clients'"
                            + " entries.";
            case CONFLICT_WITH_OTHER_MAPPING ->
                    "The port is taken by another client or not permitted: try another port, or"
                            + " --any-port.";
            case CONFLICT_WITH_OTHER_MECHANISM ->
                    "A fixed rule of the router uses the port: try another port, or --any-port.";
            case SAME_PORT_VALUES_REQUIRED -> "Use the same port number outside and inside.";
            case ONLY_PERMANENT_LEASE_SUPPORTED -> "Ask for a permanent mapping: duration 0.";
            case EXT_PORT_MUST_BE_WILDCARD ->
                    "It forwards all ports to one machine or none: choose this machine as exposed"
                            + " host (DMZ) in its settings, if you want that.";
            case REMOTE_HOST_MUST_BE_WILDCARD ->
                    "Every outside host is let in already, so map the port in the router's"
                            + " settings.";
            case EXT_PORT_WILDCARD_NOT_PERMITTED, SRC_IP_WILDCARD_NOT_PERMITTED ->
                    "Use a port of 1024 or above, or map the port in the router's settings.";
            case NO_PORT_MAPS_AVAILABLE ->
                    "The router's table is full: remove mappings that nobody needs.";
            case INVALID_ARGS ->
                    "The router may have no room left or not take this: look in its settings, or"
                            + " remove mappings that nobody needs.";
            case ACTION_FAILED -> "Try again later, or restart the router.";
            default -> "Look in the router's own log for the reason.";
        };
    }
}
