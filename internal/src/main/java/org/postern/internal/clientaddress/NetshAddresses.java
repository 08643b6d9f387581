// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.clientaddress;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads {@code netsh interface ipv6 show addresses} of Windows: type, state, valid lifetime,
 * preferred lifetime, address. The words are in the user's language. So a line is recognized by the
 * address at its end, a deprecated address by its preferred lifetime, and a temporary one by how the
 * word begins in the Germanic and Romance languages. Other lines are skipped.
 */
final class NetshAddresses {
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final int LEAST_WORDS = 5;
    private static final String TEMPORARY = "tempor";
    private static final Set<String> UNUSABLE =
            Set.of("deprecated", "tentative", "duplicate", "invalid");

    /** The preferred lifetime of an address that is deprecated. */
    private static final String OVER = "0s";

    private NetshAddresses() {}

    static List<ListedAddress> read(Collection<String> lines) {
        List<ListedAddress> addresses = new ArrayList<>();
        for (String line : lines) {
            List<String> words = List.of(BLANKS.split(line.strip().toLowerCase(Locale.ROOT)));
            int last = words.size() - 1;
            if (words.size() >= LEAST_WORDS) {
                ListedAddress.read(words.get(last))
                        .map(
                                address ->
                                        new ListedAddress(
                                                address,
                                                words.get(0).startsWith(TEMPORARY),
                                                !words.get(last - 1).equals(OVER)
                                                        && words.stream()
                                                                .noneMatch(UNUSABLE::contains)))
                        .ifPresent(addresses::add);
            }
        }
        return addresses;
    }
}
