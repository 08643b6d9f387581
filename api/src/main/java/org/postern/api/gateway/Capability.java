// SPDX-License-Identifier: Apache-2.0
package org.postern.api.gateway;

/** What a gateway can do beyond opening a port for a while and closing it. */
public enum Capability {
    /** It discloses its mappings: {@link Gateway#mappings()}, {@link Gateway#unmapRange}. */
    LIST,
    /**
     * It has no list, but it is known what this installation opened, which is what {@link
     * Gateway#mappings()} returns then.
     */
    OWN_LIST,
    /** It looks single mappings up: {@link Gateway#find}, {@link Gateway#findAll}. */
    FIND,
    /** It keeps the description of a mapping. */
    DESCRIPTION,
    /** It takes mappings without an end. */
    PERMANENT_LEASE,
    /**
     * It can be asked to open ports to other hosts than this machine, see {@link
     * MappingRequest#client()}; it may still refuse.
     */
    OTHER_CLIENT,
    /** It reports the state of its internet connection: {@link Gateway#status()}. */
    STATUS,
    /** It reports its link: {@link Gateway#link()}. */
    LINK,
    /** It counts its traffic: {@link Gateway#traffic()}. */
    TRAFFIC,
    /** It can be asked to connect to this machine: {@link Gateway#requestCallback}. */
    CALLBACK,
    /** It can be asked to open ports of its IPv6 firewall: {@link
     * org.postern.api.gateway.Pinholes}. */
    PINHOLE
}
