// SPDX-License-Identifier: Apache-2.0
package org.postern.api.upnp;

import org.postern.api.gateway.ControlCode;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Reason;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a call ended, in the numbers and meanings of the UPNPResult enumeration of Godot's UPNP
 * class: a view of {@link Reason} and of the gateway's own code. The terminal command exits with
 * {@link #code()}.
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

    /**
     * How a call ended that failed.
     *
     * @param failure of any call, over any control protocol
     * @return never {@link #SUCCESS}
     */
    public static UpnpResult of(GatewayException failure) {
        return of(failure.reason(), failure.code());
    }

    /**
     * How a call ended that failed.
     *
     * @param reason why
     * @param code the gateway's own; only those of UPnP add information to the reason
     * @return never {@link #SUCCESS}
     */
    public static UpnpResult of(Reason reason, Optional<ControlCode> code) {
        int upnp = upnpErrorCode(code).orElse(0);
        return switch (reason) {
            case UNREACHABLE -> SOCKET_ERROR;
            case TRANSPORT_ERROR -> HTTP_ERROR;
            case INVALID_RESPONSE -> INVALID_RESPONSE;
            case NOT_AUTHORIZED -> NOT_AUTHORIZED;
            case CONFLICT -> CONFLICT_WITH_OTHER_MAPPING;
            case RESERVED -> CONFLICT_WITH_OTHER_MECHANISM;
            case NO_RESOURCES -> NO_PORT_MAPS_AVAILABLE;
            case UNSUPPORTED -> unsupported(upnp);
            case LEASE_REFUSED -> ONLY_PERMANENT_LEASE_SUPPORTED;
            case NOT_FOUND -> PORT_MAPPING_NOT_FOUND;
            case NOT_HELD, NO_ADDRESS, FAILED -> ACTION_FAILED;
            case INVALID_ARGUMENT -> code.isPresent() ? invalidArgument(upnp) : INVALID_PARAM;
            case INVALID_PORT -> INVALID_PORT;
            case INVALID_PROTOCOL -> INVALID_PROTOCOL;
            case INVALID_LEASE -> INVALID_DURATION;
            case INVALID_GATEWAY -> INVALID_GATEWAY;
            case NO_GATEWAY -> NO_GATEWAY;
            case NO_DEVICES -> NO_DEVICES;
            case UNKNOWN -> UNKNOWN_ERROR;
        };
    }

    /**
     * The raw UPnP error code of a failure (UDA 1.1 section 3.2.2).
     *
     * @param code the gateway's own, of any control protocol
     * @return empty when it is none of UPnP
     */
    public static OptionalInt upnpErrorCode(Optional<ControlCode> code) {
        return code.filter(each -> each.controlProtocol().equals(UpnpAttributes.CONTROL_PROTOCOL))
                .map(each -> OptionalInt.of(each.value()))
                .orElse(OptionalInt.empty());
    }

    /** WANIPConnection:1 sections 2.4.16 and 2.4.17; WANIPConnection:2 section 2.5.16. */
    private static UpnpResult unsupported(int upnpErrorCode) {
        return switch (upnpErrorCode) {
            case 715 -> SRC_IP_WILDCARD_NOT_PERMITTED;
            case 716 -> EXT_PORT_WILDCARD_NOT_PERMITTED;
            case 724 -> SAME_PORT_VALUES_REQUIRED;
            case 726 -> REMOTE_HOST_MUST_BE_WILDCARD;
            case 727 -> EXT_PORT_MUST_BE_WILDCARD;
            case 732 -> INT_PORT_WILDCARD_NOT_PERMITTED;
            default -> ACTION_FAILED;
        };
    }

    private static UpnpResult invalidArgument(int upnpErrorCode) {
        return switch (upnpErrorCode) {
            case 713 -> NO_SUCH_ENTRY_IN_ARRAY;
            case 733 -> INCONSISTENT_PARAMETERS;
            default -> INVALID_ARGS;
        };
    }
}
