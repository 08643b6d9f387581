// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.clientaddress;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads the lines {@code inet6 ADDRESS prefixlen N WORD...} of ifconfig(8) on macOS and the BSDs.
 * Other lines are skipped.
 */
final class IfconfigAddresses {
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final Set<String> UNUSABLE =
            Set.of("deprecated", "tentative", "optimistic", "duplicated", "detached", "anycast");

    private IfconfigAddresses() {}

    static List<ListedAddress> read(Collection<String> lines) {
        List<ListedAddress> addresses = new ArrayList<>();
        for (String line : lines) {
            List<String> words = Arrays.asList(BLANKS.split(line.strip()));
            if (words.size() > 1 && words.get(0).equals("inet6")) {
                List<String> flags = words.subList(2, words.size());
                ListedAddress.read(words.get(1))
                        .map(
                                address ->
                                        new ListedAddress(
                                                address,
                                                flags.contains("temporary"),
                                                Collections.disjoint(flags, UNUSABLE)))
                        .ifPresent(addresses::add);
            }
        }
        return addresses;
    }
}
