// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator;

import org.postern.simulator.igd.Mapping;
import org.postern.simulator.igd.Wish;
import org.postern.simulator.quirk.control.Altering;
import org.postern.simulator.quirk.control.Around;
import org.postern.simulator.quirk.control.OwnWays;
import org.postern.simulator.quirk.control.Refusing;
import org.postern.simulator.quirk.control.UdpEndsTcp;
import org.postern.simulator.soap.UpnpError;

import java.util.List;

/** What becomes of mappings that were taken: chapter A of {@code docs/quirks.md}. */
public final class MappingQuirks {
    /** No permanent leases, silently. */
    public static final Quirk LEASE_604800 =
            new Quirk(
                    "lease-604800",
                    "A12",
                    "a lease of 0 becomes 604800 seconds",
                    new Altering(m -> m.leaseSeconds() == 0 ? m.withLease(604_800) : m));

    /** TCP or UDP. */
    public static final Quirk ONE_PROTOCOL =
            new Quirk(
                    "one-protocol",
                    "A20",
                    "a port is mapped for TCP or for UDP, not for both: 718",
                    new Refusing(MappingQuirks::otherProtocolHeld, UpnpError.CONFLICT));

    /** UDP instead of TCP. */
    public static final Quirk UDP_ENDS_TCP =
            new Quirk(
                    "udp-ends-tcp",
                    "A20",
                    "a UDP mapping silently takes the place of the TCP mapping of its port",
                    new UdpEndsTcp());

    /** Names are keys. */
    public static final Quirk NAMES_DIFFER =
            new Quirk(
                    "names-differ",
                    "A21",
                    "two mappings may not have the same description: 501",
                    new Refusing(MappingQuirks::nameHeld, UpnpError.ACTION_FAILED));

    /** Short descriptions. */
    public static final Quirk DESCRIPTION_501 =
            new Quirk(
                    "description-501",
                    "A22",
                    "refuses descriptions of more than 63 characters with 501",
                    new Refusing(
                            w -> w.mapping().description().length() > 63, UpnpError.ACTION_FAILED));

    /** Very short descriptions. */
    public static final Quirk DESCRIPTION_402 =
            new Quirk(
                    "description-402",
                    "A22",
                    "refuses descriptions of more than 16 characters with 402",
                    new Refusing(
                            w -> w.mapping().description().length() > 16, UpnpError.INVALID_ARGS));

    /** Plain descriptions. */
    public static final Quirk DESCRIPTION_ASCII =
            new Quirk(
                    "description-ascii",
                    "A22",
                    "refuses descriptions that are not all ASCII with 402",
                    new Refusing(w -> !ascii(w.mapping().description()), UpnpError.INVALID_ARGS));

    /** No descriptions. */
    public static final Quirk DESCRIPTION_EMPTY =
            new Quirk(
                    "description-empty",
                    "A22",
                    "refuses every description but the empty one with 402",
                    new Refusing(
                            w -> !w.mapping().description().isEmpty(), UpnpError.INVALID_ARGS));

    /** Cut descriptions. */
    public static final Quirk DESCRIPTION_CUT =
            new Quirk(
                    "description-cut",
                    "A22",
                    "keeps 11 characters of a description",
                    new Altering(m -> m.withDescription(cut(m.description(), 11))));

    /** Forgotten descriptions. */
    public static final Quirk DESCRIPTION_DROPPED =
            new Quirk(
                    "description-dropped",
                    "A22",
                    "shows a name of its own in place of every description",
                    new Altering(m -> m.withDescription("UPnP")));

    /** Nothing is off. */
    public static final Quirk ALWAYS_ENABLED =
            new Quirk(
                    "always-enabled",
                    "A28",
                    "a mapping asked for as disabled is enabled",
                    new Altering(Mapping::switchedOn));

    /** Words only. */
    public static final Quirk HOLDS_NOTHING =
            new Quirk(
                    "holds-nothing",
                    "A35",
                    "confirms every mapping and makes none",
                    Around.action("AddPortMapping", (plain, arguments, caller) -> List.of()));

    /** Failure only in words. */
    public static final Quirk DONE_501 =
            new Quirk(
                    "done-501",
                    "A17",
                    "makes the mapping and says 501",
                    Around.action("AddPortMapping", OwnWays.failingAfterwards()));

    static final List<Quirk> ALL =
            List.of(
                    LEASE_604800,
                    ONE_PROTOCOL,
                    UDP_ENDS_TCP,
                    NAMES_DIFFER,
                    DESCRIPTION_501,
                    DESCRIPTION_402,
                    DESCRIPTION_ASCII,
                    DESCRIPTION_EMPTY,
                    DESCRIPTION_CUT,
                    DESCRIPTION_DROPPED,
                    ALWAYS_ENABLED,
                    HOLDS_NOTHING,
                    DONE_501);

    private MappingQuirks() {}

    private static boolean otherProtocolHeld(Wish wish) {
        Mapping asked = wish.mapping();
        return wish.held().stream()
                .anyMatch(
                        held ->
                                held.externalPort() == asked.externalPort()
                                        && held.transport() != asked.transport());
    }

    private static boolean nameHeld(Wish wish) {
        Mapping asked = wish.mapping();
        return wish.held().stream()
                .filter(held -> !held.samePort(asked.transport(), asked.externalPort()))
                .anyMatch(held -> held.description().equals(asked.description()));
    }

    private static boolean ascii(String text) {
        return text.chars().allMatch(c -> c >= ' ' && c <= '~');
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length);
    }
}
