// SPDX-License-Identifier: Apache-2.0
package org.postern.api.gateway;

/**
 * How a call ended. Numbers and meanings are those of the UPNPResult enumeration of Godot's UPNP
 * class; the terminal command exits with {@link #code()}.
 */
public enum UpnpResult {
    /** The call did what was asked. */
    SUCCESS,
    /** The router does not allow it, often because its UPnP is switched off for changes. */
    NOT_AUTHORIZED,
    /** No port mapping for this port and protocol on the router. */
    PORT_MAPPING_NOT_FOUND,
    /** The parameters contradict each other. */
    INCONSISTENT_PARAMETERS,
    /** An index beyond the end of the router's list. */
    NO_SUCH_ENTRY_IN_ARRAY,
    /** The router tried and failed, or has nothing to give, such as no external address. */
    ACTION_FAILED,
    /** The router wants a remote host, not a wildcard. */
    SRC_IP_WILDCARD_NOT_PERMITTED,
    /** The router wants an external port, not a wildcard. */
    EXT_PORT_WILDCARD_NOT_PERMITTED,
    /** The router wants an internal port, not a wildcard. */
    INT_PORT_WILDCARD_NOT_PERMITTED,
    /** The router takes mappings for any remote host only. */
    REMOTE_HOST_MUST_BE_WILDCARD,
    /** The router takes mappings for any external port only. */
    EXT_PORT_MUST_BE_WILDCARD,
    /** The router's table is full. */
    NO_PORT_MAPS_AVAILABLE,
    /** The port is taken by something other than UPnP, such as a fixed rule. */
    CONFLICT_WITH_OTHER_MECHANISM,
    /** The port is mapped to another client already. */
    CONFLICT_WITH_OTHER_MAPPING,
    /** The router wants the same port number outside and inside. */
    SAME_PORT_VALUES_REQUIRED,
    /** The router knows permanent mappings only. */
    ONLY_PERMANENT_LEASE_SUPPORTED,
    /** The device is no usable internet gateway. */
    INVALID_GATEWAY,
    /** A port out of range: external 1..65535, internal 0..65535. */
    INVALID_PORT,
    /** A protocol other than TCP and UDP. */
    INVALID_PROTOCOL,
    /**
     * A lease out of range: 0 (permanent) or 120..86400 seconds in the calls of the reference,
     * 0..604800 for a gateway.
     */
    INVALID_DURATION,
    /** The router called the arguments invalid. */
    INVALID_ARGS,
    /** The answer could not be read. */
    INVALID_RESPONSE,
    /** A setting of the search out of range. */
    INVALID_PARAM,
    /** An HTTP status that says no, without a UPnP error. */
    HTTP_ERROR,
    /** No route, connection refused, or no answer in time. */
    SOCKET_ERROR,
    /** Kept for the numbering; Java reports lack of memory by an error of its own. */
    MEM_ALLOC_ERROR,
    /** Devices answered, none of them is a valid gateway. */
    NO_GATEWAY,
    /** No device that passes the filter answered. */
    NO_DEVICES,
    /** Anything else. */
    UNKNOWN_ERROR;

    /**
     * The number of the reference.
     *
     * @return 0..28
     */
    public int code() {
        return ordinal();
    }
}
