// SPDX-License-Identifier: Apache-2.0
package org.postern.api.keeper;

/** The versions of the Internet Protocol over which a port can be kept open. */
public enum AddressFamily {
    /** By a mapping: the gateway has the address, and translates. */
    IPV4,
    /** By a pinhole in the gateway's firewall: this machine has the address. */
    IPV6
}
