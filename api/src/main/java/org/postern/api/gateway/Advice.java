// SPDX-License-Identifier: Apache-2.0
package org.postern.api.gateway;

/**
 * What may help after a failure, for programs that can offer it: a user interface turns it into its
 * own words, such as the name of a command or of a button. The message of a {@link
 * GatewayException} can be understood without it.
 */
public enum Advice {
    /** Let another external port be taken: {@link MappingRequest#anyPort()}. */
    ANY_PORT,
    /** Ask for a permanent lease: {@link MappingRequest#permanent()}. */
    PERMANENT_LEASE,
    /** Look at what the gateway holds: {@link Gateway#mappings()}. */
    LIST_MAPPINGS,
    /** Name the gateway: {@link org.postern.api.finder.GatewayQuery#withWanted(String)}. */
    NAME_GATEWAY,
    /** Search longer: {@link org.postern.api.finder.GatewayQuery#withTimeout(java.time.Duration)}. */
    LONGER_SEARCH,
    /**
     * Search on another network interface: {@link
     * org.postern.api.finder.GatewayQuery#withNetworkInterface(String)}.
     */
    OTHER_INTERFACE,
    /** Ask for the other transport protocol: {@link Protocol}. */
    OTHER_PROTOCOL,
    /** Let the mapping lead to another port of this machine, where a program listens. */
    OTHER_INTERNAL_PORT,
    /** Keep the port open: {@link org.postern.api.keeper.PortKeeper}. */
    KEEP_PORT,
    /** Open the port over IPv6 instead of a mapping: {@link Gateway#pinholes()}. */
    OPEN_PINHOLE,
    /** Have it examined: {@link org.postern.api.doctor.Doctor}. */
    DIAGNOSE
}
