// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A misbehavior of real servers of PCP and NAT-PMP, as {@link Quirk}s are of UPnP; several may be
 * combined.
 */
public enum PxpQuirk {
    NATPMP_ONLY("P16", "answers PCP in 8 bytes of NAT-PMP: unsupported version"),
    NATPMP_DROPS_V2("P17", "speaks NAT-PMP, and does not answer PCP"),
    PCP_ONLY("P1", "answers NAT-PMP with the two bytes 02 80"),
    PXP_REFUSED("P18", "nothing listens: the port is unreachable"),
    PXP_SILENT("P18", "listens, and answers nothing"),
    PCP_OVER_IPV6_ONLY("P19", "unreachable over IPv4, and speaks PCP over IPv6"),
    PMP_PORT_0_SILENT("P20", "does not answer NAT-PMP requests that suggest port 0"),

    PXP_NOT_AUTHORIZED("P21", "refuses every mapping with result 2"),
    PCP_NO_RESOURCES("P21", "refuses every mapping of PCP with result 8 for 30 s"),
    PCP_MISMATCH("P13", "refuses every mapping of PCP with result 12, as behind another NAT"),
    PCP_SHORT_ERROR("P34", "cuts failures of PCP to 24 bytes"),
    PREFER_FAILURE_IGNORED(
            "P22", "repeats PREFER_FAILURE and maps the next port all the same, if one is taken"),
    PXP_NEXT_PORT("P11", "maps the next port: the wanted one is always taken"),
    ONE_EXTERNAL_PER_INTERNAL("P23", "maps an internal port to its first external port only"),
    SHORT_LIVED_PORTS("P28", "maps ports at random, for 60 s, and another one at each renewal"),
    PMP_LIFETIME_OVERFLOWS(
            "P29", "confirms NAT-PMP lifetimes above 2147483647 s, makes no mapping"),
    PMP_PORT_8_BITS("P9", "answers NAT-PMP with the lower 8 bits of the internal port"),

    NONCE_TAKEN_OVER("P24", "lets any nonce renew, and take over, mappings and pinholes"),
    NONCE_STRICT("P24", "refuses renewals with another nonce with result 2"),
    PINHOLE_STUCK("P25", "closes no pinhole that was renewed: result 2"),
    PINHOLE_PORT_0("P26", "renews pinholes with the external port 0"),
    PINHOLE_NO_RENEWAL("P27", "renews no pinhole: result 8"),

    EPOCH_GOES_ON("P30", "a restart does not show in the epoch"),
    EPOCH_80_YEARS("P31", "the epoch is near its end, and wraps after 256 s"),
    NO_ANNOUNCEMENTS("P5", "announces neither its start nor another address"),
    STALE_ANNOUNCEMENT(
            "P4, P5", "announces another address over NAT-PMP alone, and the epoch goes on"),
    ANNOUNCE_THRICE("P32", "announces everything three times, over both protocols"),

    PRIVATE_PXP("P33", "has the address 10.1.2.3: result 3 of NAT-PMP, 8 of PCP"),
    PMP_3_PCP_OK("P8", "has the address 10.1.2.3: result 3 of NAT-PMP, but PCP maps"),
    PXP_OTHER_SOURCE("P7", "answers over IPv4 from another of its addresses"),
    PXP_LATE_TWICE("P10", "repeats its former answer before each answer, which comes twice");

    private final String numbers;
    private final String summary;

    PxpQuirk(String numbers, String summary) {
        this.numbers = numbers;
        this.summary = summary;
    }

    /** The name on the command line, such as {@code natpmp-only}. */
    public String optionName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Where {@code docs/quirks.md} tells more, such as {@code "P4, P5"}. */
    public String numbers() {
        return numbers;
    }

    /** One line for people. */
    public String summary() {
        return summary;
    }

    /** All of them. */
    public static List<PxpQuirk> all() {
        return List.of(values());
    }

    /** The quirk with that command-line name, in any case. */
    public static Optional<PxpQuirk> named(String optionName) {
        return Stream.of(values())
                .filter(quirk -> quirk.optionName().equalsIgnoreCase(optionName))
                .findFirst();
    }

    @Override
    public String toString() {
        return optionName();
    }
}
