// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.clientaddress;

import org.postern.internal.address.AddressLiteral;

import java.net.Inet6Address;
import java.util.Optional;

/**
 * An address of this machine with what the system tells of it, which Java does not.
 *
 * @param address without a scope
 * @param temporary whether the system replaces it about once a day (RFC 8981)
 * @param usable false for one that is deprecated (RFC 4862 section 5.5.4), or not known to be unique
 */
record ListedAddress(Inet6Address address, boolean temporary, boolean usable) {
    /** Reads a literal; empty where it is no IPv6 address. */
    static Optional<Inet6Address> read(String text) {
        String bare = text.replaceFirst("%.*", "");
        return AddressLiteral.parse(bare)
                .filter(Inet6Address.class::isInstance)
                .map(Inet6Address.class::cast);
    }
}
