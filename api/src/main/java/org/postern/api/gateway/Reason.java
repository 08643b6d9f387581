// SPDX-License-Identifier: Apache-2.0
package org.postern.api.gateway;

/** Why a call failed, whatever protocol the gateway is controlled by. */
public enum Reason {
    /** No route, connection refused, or no answer in time. */
    UNREACHABLE,
    /** An error of the transport, such as an HTTP status, without one of the control protocol. */
    TRANSPORT_ERROR,
    /** An answer came that could not be read. */
    INVALID_RESPONSE,
    /** The gateway does not let this machine do that. */
    NOT_AUTHORIZED,
    /** The port is mapped to another client already. */
    CONFLICT,
    /** The gateway uses the port for something other than a mapping, such as a fixed rule. */
    RESERVED,
    /** The table of the gateway is full. */
    NO_RESOURCES,
    /** The gateway cannot do this at all, or not in this form. */
    UNSUPPORTED,
    /** The gateway takes no mapping with this lease. */
    LEASE_REFUSED,
    /** The gateway holds no such mapping. */
    NOT_FOUND,
    /** The gateway reported success but does not hold the mapping. */
    NOT_HELD,
    /** The gateway has no external address now. */
    NO_ADDRESS,
    /** The gateway tried and failed. */
    FAILED,
    /** An argument that the gateway calls invalid, or a setting out of range. */
    INVALID_ARGUMENT,
    /** A port out of range; nothing was sent. */
    INVALID_PORT,
    /** A transport protocol other than TCP and UDP; nothing was sent. */
    INVALID_PROTOCOL,
    /** A lease out of range; nothing was sent. */
    INVALID_LEASE,
    /** The device is no usable gateway. */
    INVALID_GATEWAY,
    /** Devices answered, none of them is a usable gateway. */
    NO_GATEWAY,
    /** No device answered. */
    NO_DEVICES,
    /** Anything else. */
    UNKNOWN
}
