// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.soap;

/**
 * Error codes of actions, with the standard's short text (UDA 1.1 3.2.2; WANIPConnection;
 * WANIPv6FirewallControl).
 */
public enum UpnpError {
    INVALID_ACTION(401, "Invalid Action"),
    INVALID_ARGS(402, "Invalid Args"),
    ACTION_FAILED(501, "Action Failed"),
    OUT_OF_RANGE(601, "Argument Value Out of Range"),
    NOT_AUTHORIZED(606, "Action not authorized"),
    NO_SUCH_PINHOLE(704, "NoSuchEntry"),
    PROTOCOL_NOT_SUPPORTED(705, "ProtocolNotSupported"),
    WILDCARD_PINHOLE_PORT(706, "InternalPortWildcardingNotAllowed"),
    WILDCARD_PROTOCOL(707, "ProtocolWildcardingNotAllowed"),
    WILDCARD_CLIENT(708, "WildCardNotPermittedInSrcIP"),
    NO_PACKET_SENT(709, "NoPacketSent"),
    INDEX_INVALID(713, "SpecifiedArrayIndexInvalid"),
    NO_SUCH_ENTRY(714, "NoSuchEntryInArray"),
    WILDCARD_SOURCE(715, "WildCardNotPermittedInSrcIP"),
    WILDCARD_EXTERNAL_PORT(716, "WildCardNotPermittedInExtPort"),
    CONFLICT(718, "ConflictInMappingEntry"),
    SAME_PORTS(724, "SamePortValuesRequired"),
    ONLY_PERMANENT_LEASES(725, "OnlyPermanentLeasesSupported"),
    ANY_REMOTE_HOST_ONLY(726, "RemoteHostOnlySupportsWildcard"),
    ANY_EXTERNAL_PORT_ONLY(727, "ExternalPortOnlySupportsWildcard"),
    NO_PORT_MAPS_AVAILABLE(728, "NoPortMapsAvailable"),
    CONFLICT_WITH_MECHANISM(729, "ConflictWithOtherMechanisms"),
    MAPPING_NOT_FOUND(730, "PortMappingNotFound"),
    WILDCARD_INTERNAL_PORT(732, "WildCardNotPermittedInIntPort"),
    INCONSISTENT(733, "InconsistentParameters");

    private final int code;
    private final String text;

    UpnpError(int code, String text) {
        this.code = code;
        this.text = text;
    }

    public int code() {
        return code;
    }

    public String text() {
        return text;
    }
}
