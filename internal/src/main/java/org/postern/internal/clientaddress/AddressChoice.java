// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.clientaddress;

import org.postern.internal.address.AddressPrefix;
import org.postern.internal.address.Ipv6Text;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Which of several addresses the internet can reach for the longest time: a global one (2000::/3)
 * that is neither deprecated nor tentative, and not temporary if there is another. For outgoing
 * connections systems prefer the temporary one (RFC 6724 section 5, rule 7).
 */
final class AddressChoice {
    private static final int GLOBAL_BITS = 0xe0;
    private static final int GLOBAL = 0x20;
    private static final int SUBNET_BITS = 64;

    private final List<ListedAddress> listed;
    private final Optional<Inet6Address> outgoing;

    /**
     * Takes what the system tells, possibly nothing, and the address from which connections to the
     * internet leave.
     */
    AddressChoice(Collection<ListedAddress> listed, Optional<Inet6Address> outgoing) {
        this.listed = List.copyOf(listed);
        this.outgoing = outgoing;
    }

    /** Empty where the internet can reach none of them. */
    Optional<ClientAddress> among(Collection<? extends InetAddress> own) {
        List<Inet6Address> usable =
                own.stream()
                        .filter(Inet6Address.class::isInstance)
                        .map(each -> ClientAddress.withoutScope((Inet6Address) each))
                        .filter(AddressChoice::isGlobal)
                        .filter(each -> told(each).map(ListedAddress::usable).orElse(true))
                        .distinct()
                        .toList();
        // The sort is stable: among equals, the system's own order.
        return usable.stream()
                .min(
                        Comparator.comparing((Inet6Address each) -> isTemporary(each, usable))
                                .thenComparing(each -> !isOnSubnetOfOutgoing(each))
                                .thenComparing(each -> !isOfHardware(each)))
                .map(best -> new ClientAddress(best, notes(best, usable)));
    }

    /** The user's own word: only told about. */
    ClientAddress named(Inet6Address address) {
        Inet6Address plain = ClientAddress.withoutScope(address);
        return new ClientAddress(plain, notes(plain, List.of(plain)));
    }

    private List<String> notes(Inet6Address chosen, List<Inet6Address> usable) {
        List<String> notes = new ArrayList<>();
        if (isTemporary(chosen, usable)) {
            notes.add(
                    Ipv6Text.of(chosen)
                            + " is a temporary address, which this machine replaces about once a"
                            + " day: the port has to be opened anew then.");
        }
        if (outgoing.isPresent() && !outgoing.get().equals(chosen)) {
            notes.add(
                    "Outgoing connections use another address, "
                            + Ipv6Text.of(outgoing.get())
                            + ".");
        }
        return notes;
    }

    /**
     * Where the system does not tell: the one that connections leave from, if there is another on
     * its subnet.
     */
    private boolean isTemporary(Inet6Address address, List<Inet6Address> usable) {
        return told(address)
                .map(ListedAddress::temporary)
                .orElseGet(
                        () ->
                                outgoing.equals(Optional.of(address))
                                        && usable.stream()
                                                .anyMatch(
                                                        other ->
                                                                !other.equals(address)
                                                                        && sameSubnet(
                                                                                other, address)));
    }

    private Optional<ListedAddress> told(Inet6Address address) {
        return listed.stream().filter(each -> each.address().equals(address)).findFirst();
    }

    private boolean isOnSubnetOfOutgoing(Inet6Address address) {
        return outgoing.filter(each -> sameSubnet(each, address)).isPresent();
    }

    private static boolean sameSubnet(Inet6Address one, Inet6Address other) {
        return AddressPrefix.isShared(one, other, SUBNET_BITS);
    }

    private static boolean isGlobal(Inet6Address address) {
        return (address.getAddress()[0] & GLOBAL_BITS) == GLOBAL;
    }

    /** Made of the interface's hardware address (RFC 4291 appendix A), which stays the same. */
    private static boolean isOfHardware(Inet6Address address) {
        byte[] bytes = address.getAddress();
        return bytes[11] == (byte) 0xff && bytes[12] == (byte) 0xfe;
    }
}
