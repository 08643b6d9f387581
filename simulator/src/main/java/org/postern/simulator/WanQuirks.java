// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator;

import org.postern.simulator.quirk.control.Around;
import org.postern.simulator.quirk.control.Saying;

import java.util.List;
import java.util.Set;

/** What is said about the connection: chapter A of {@code docs/quirks.md}. */
public final class WanQuirks {
    private static final Set<String> COUNTERS =
            Set.of(
                    "GetTotalBytesSent",
                    "GetTotalBytesReceived",
                    "GetTotalPacketsSent",
                    "GetTotalPacketsReceived");

    /** Connected without an address. */
    public static final Quirk ADDRESS_EMPTY =
            new Quirk(
                    "address-empty",
                    "A30",
                    "external address empty, though it says Connected",
                    Saying.address(""));

    /** Connected without an address. */
    public static final Quirk ADDRESS_ZERO =
            new Quirk(
                    "address-zero",
                    "A30",
                    "external address 0.0.0.0, though it says Connected",
                    Saying.address("0.0.0.0"));

    /** Not an external address. */
    public static final Quirk ADDRESS_LOOPBACK =
            new Quirk(
                    "address-loopback",
                    "A30",
                    "external address 127.0.0.1",
                    Saying.address("127.0.0.1"));

    /** Behind the provider. */
    public static final Quirk ADDRESS_CARRIER =
            new Quirk(
                    "address-carrier",
                    "A30",
                    "external address 100.64.0.2: behind the address translation of the provider",
                    Saying.address("100.64.0.2"));

    /** Another family. */
    public static final Quirk ADDRESS_IPV6 =
            new Quirk(
                    "address-ipv6",
                    "A30",
                    "external address 2001:db8::7",
                    Saying.address("2001:db8::7"));

    /** Not an address. */
    public static final Quirk ADDRESS_TEXT =
            new Quirk(
                    "address-text", "A30", "external address \"potato\"", Saying.address("potato"));

    /** Another word. */
    public static final Quirk STATUS_UP =
            new Quirk(
                    "status-up",
                    "A31",
                    "says Up where the standard has Connected",
                    Saying.status("Up"));

    /** Not so. */
    public static final Quirk STATUS_DISCONNECTED =
            new Quirk(
                    "status-disconnected",
                    "A31",
                    "says Disconnected though it works and has an address",
                    Saying.status("Disconnected"));

    /** Not a number. */
    public static final Quirk UPTIME_TEXT =
            new Quirk(
                    "uptime-text",
                    "A32",
                    "uptime \"0 Days, 16:45:17\"",
                    Around.action(
                            "GetStatusInfo",
                            (plain, arguments, caller) ->
                                    withUptime(plain.call(arguments, caller))));

    /** Signed. */
    public static final Quirk COUNTERS_NEGATIVE =
            new Quirk(
                    "counters-negative",
                    "A33",
                    "traffic counters come as negative numbers",
                    new Around(COUNTERS, (plain, arguments, caller) -> List.of("-1294967296")));

    static final List<Quirk> ALL =
            List.of(
                    ADDRESS_EMPTY,
                    ADDRESS_ZERO,
                    ADDRESS_LOOPBACK,
                    ADDRESS_CARRIER,
                    ADDRESS_IPV6,
                    ADDRESS_TEXT,
                    STATUS_UP,
                    STATUS_DISCONNECTED,
                    UPTIME_TEXT,
                    COUNTERS_NEGATIVE);

    private WanQuirks() {}

    private static List<String> withUptime(List<String> status) {
        return List.of(status.get(0), status.get(1), "0 Days, 16:45:17");
    }
}
