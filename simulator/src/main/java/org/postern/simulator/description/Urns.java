// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.description;

/** Comparing device and service types, whose last part is a version. */
public final class Urns {
    private static final int MAX_VERSION_DIGITS = 4;

    private Urns() {}

    /**
     * Whether {@code asked} names the same type as {@code own} in its version or an earlier one; a
     * device answers to those too (UDA 1.1, section 1.3.2).
     */
    public static boolean sameTypeNotNewer(String asked, String own) {
        int askedEnd = asked.lastIndexOf(':');
        int ownEnd = own.lastIndexOf(':');
        if (askedEnd < 0 || !asked.substring(0, askedEnd).equals(own.substring(0, ownEnd))) {
            return false;
        }
        int askedVersion = version(asked.substring(askedEnd + 1));
        return askedVersion >= 1 && askedVersion <= version(own.substring(ownEnd + 1));
    }

    private static int version(String digits) {
        boolean readable =
                !digits.isEmpty()
                        && digits.length() <= MAX_VERSION_DIGITS
                        && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return readable ? Integer.parseInt(digits) : 0;
    }
}
