// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator;

import org.postern.simulator.quirk.HookChain;
import org.postern.simulator.quirk.ssdp.Announcing;
import org.postern.simulator.quirk.ssdp.EmptyLocations;
import org.postern.simulator.quirk.ssdp.FirstDeviceOnly;
import org.postern.simulator.quirk.ssdp.FixedUdns;
import org.postern.simulator.quirk.ssdp.LateAnswers;
import org.postern.simulator.quirk.ssdp.LinkLocalLocation;
import org.postern.simulator.quirk.ssdp.LinkLocalSender;
import org.postern.simulator.quirk.ssdp.Noise;
import org.postern.simulator.quirk.ssdp.PlainTextBeside;
import org.postern.simulator.quirk.ssdp.PppAnnounced;
import org.postern.simulator.quirk.ssdp.Rewritten;
import org.postern.simulator.quirk.ssdp.Selective;
import org.postern.simulator.quirk.ssdp.Spellings;
import org.postern.simulator.quirk.ssdp.Statements;
import org.postern.simulator.quirk.ssdp.WifiDeviceBeside;
import org.postern.simulator.ssdp.SearchMessage;

import java.util.List;
import java.util.stream.Stream;

/** How searches are answered and the router announced: chapter S of {@code docs/quirks.md}. */
public final class SearchQuirks {
    private static final int SSDP_PORT = 1900;

    /** Searches for everything get its Wi-Fi device alone, never the gateway. */
    public static final Quirk FIRST_DEVICE_ONLY =
            new Quirk(
                    "first-device-only",
                    "S1",
                    "searches for everything get its Wi-Fi device alone, never the gateway",
                    new HookChain(List.of(new WifiDeviceBeside(), new FirstDeviceOnly())));

    /** Ignores searches that are sent to it alone. */
    public static final Quirk MULTICAST_ONLY =
            new Quirk(
                    "multicast-only",
                    "S2",
                    "ignores searches that are sent to it alone",
                    new Selective(SearchMessage::multicast));

    /** Hears no multicast: only searches sent to it alone are answered. */
    public static final Quirk UNICAST_ONLY =
            new Quirk(
                    "unicast-only",
                    "S2, S3",
                    "hears no multicast: only searches sent to it alone are answered",
                    new Selective(search -> !search.multicast()));

    /** Also a Wi-Fi device with a description of its own, which answers first. */
    public static final Quirk WIFI_DEVICE_BESIDE =
            new Quirk(
                    "wifi-device-beside",
                    "S4",
                    "also a Wi-Fi device with a description of its own, which answers first",
                    new WifiDeviceBeside());

    /** Has the UUID of every other router of its make. */
    public static final Quirk SAME_UUID =
            new Quirk(
                    "same-uuid",
                    "S5",
                    "has the UUID of every other router of its make",
                    new FixedUdns("uuid:00000000-0000-4000-8000-000000000000"));

    /** Writes lOCATION:http://… and max-age = 1800. */
    public static final Quirk ODD_HEADERS =
            new Quirk(
                    "odd-headers",
                    "S6, S7",
                    "writes lOCATION:http://… and max-age = 1800",
                    new Rewritten(Spellings::oddHeaders));

    /** Leaves out EXT and DATE, and SERVER is empty. */
    public static final Quirk BARE_HEADERS =
            new Quirk(
                    "bare-headers",
                    "S8",
                    "leaves out EXT and DATE, and SERVER is empty",
                    new Rewritten(Spellings::bare));

    /** Start lines end with a blank. */
    public static final Quirk TRAILING_BLANK =
            new Quirk(
                    "trailing-blank",
                    "S9",
                    "start lines end with a blank",
                    new Rewritten(Spellings::trailingBlank));

    /** Messages end with NULs in place of an empty line. */
    public static final Quirk UNTERMINATED =
            new Quirk(
                    "unterminated",
                    "S10",
                    "messages end with NULs in place of an empty line",
                    new Rewritten(Spellings::unterminated));

    /** Lines of messages end with LF alone. */
    public static final Quirk LINE_FEEDS =
            new Quirk(
                    "line-feeds",
                    "S11",
                    "lines of messages end with LF alone",
                    new Rewritten(Spellings::lineFeeds));

    /** Says max-age=30. */
    public static final Quirk SHORT_LIVED =
            new Quirk(
                    "short-lived", "S12", "says max-age=30", new Rewritten(Statements::shortLived));

    /** LOCATION is http://[::1]:…, whoever asks. */
    public static final Quirk LOOPBACK_LOCATION =
            new Quirk(
                    "loopback-location",
                    "S13",
                    "LOCATION is http://[::1]:…, whoever asks",
                    new Rewritten(message -> Statements.at("[::1]", message)));

    /** LOCATION is a link-local address without scope, over IPv4 too. */
    public static final Quirk LINK_LOCAL_LOCATION =
            new Quirk(
                    "link-local-location",
                    "S14",
                    "LOCATION is http://[fe80::…]:…, without scope, over IPv4 too",
                    new LinkLocalLocation());

    /** Over IPv6 it answers from fe80::…, and LOCATION has its global address. */
    public static final Quirk LINK_LOCAL_SENDER =
            new Quirk(
                    "link-local-sender",
                    "S15",
                    "over IPv6 answers from fe80::…, and LOCATION has its global address",
                    new LinkLocalSender());

    /** LOCATION is http://[2001:db8::1]:… over IPv4. */
    public static final Quirk IPV6_LOCATION =
            new Quirk(
                    "ipv6-location",
                    "S17",
                    "LOCATION is http://[2001:db8::1]:… over IPv4",
                    new Rewritten(message -> Statements.overIpv4At("[2001:db8::1]", message)));

    /** Answers first with a LOCATION without path, where status=ok is all there is. */
    public static final Quirk PLAIN_TEXT =
            new Quirk(
                    "plain-text",
                    "S18",
                    "answers first with a LOCATION without path, where status=ok is all there is",
                    new PlainTextBeside());

    /** Mixes messages of HNAP, Roku and control points with its own. */
    public static final Quirk NOISE =
            new Quirk(
                    "noise",
                    "S19",
                    "mixes messages of HNAP, Roku and control points with its own",
                    new Noise());

    /** Its UDN is no UUID and has further colons. */
    public static final Quirk NO_UUID =
            new Quirk(
                    "no-uuid",
                    "S20",
                    "its UDN is no UUID and has further colons",
                    new FixedUdns("uuid:upnp:InternetGatewayDevice-1_0-"));

    /** Types in messages have no version, whatever version was asked for. */
    public static final Quirk UNVERSIONED =
            new Quirk(
                    "unversioned",
                    "S21",
                    "types in messages have no version, whatever version was asked for",
                    new Rewritten(Statements::unversioned));

    /** Announces WANPPPConnection, but describes WANIPConnection. */
    public static final Quirk PPP_ANNOUNCED =
            new Quirk(
                    "ppp-announced",
                    "S22",
                    "announces WANPPPConnection, but describes WANIPConnection",
                    new PppAnnounced());

    /** Ignores searches from source port 1900. */
    public static final Quirk NOT_FROM_1900 =
            new Quirk(
                    "not-from-1900",
                    "S23",
                    "ignores searches from source port 1900",
                    new Selective(search -> search.sourcePort() != SSDP_PORT));

    /** HOST is the group of IPv6, over IPv4 and in answers too. */
    public static final Quirk FOREIGN_HOST =
            new Quirk(
                    "foreign-host",
                    "S24",
                    "HOST is the group of IPv6, over IPv4 and in answers too",
                    new Rewritten(Statements::foreignHost));

    /** Sends every LOCATION without a value first, and in byebyes. */
    public static final Quirk EMPTY_LOCATION =
            new Quirk(
                    "empty-location",
                    "S25",
                    "sends every LOCATION without a value first, and in byebyes",
                    new EmptyLocations());

    /** BOOTID is 1 after each start. */
    public static final Quirk BOOT_ID_1 =
            new Quirk(
                    "boot-id-1",
                    "S26",
                    "BOOTID is 1 after each start",
                    new Rewritten(Statements::firstBoot));

    /** Ignores searches without MX, also those sent to it alone. */
    public static final Quirk MX_REQUIRED =
            new Quirk(
                    "mx-required",
                    "S27",
                    "ignores searches without MX, also those sent to it alone",
                    new Selective(search -> search.mx().isPresent()));

    /** Answers at the last moment that MX allows. */
    public static final Quirk LATE_ANSWERS =
            new Quirk(
                    "late-answers",
                    "S27",
                    "answers at the last moment that MX allows",
                    new LateAnswers());

    /** Never announces itself. */
    public static final Quirk NEVER_ANNOUNCES =
            new Quirk(
                    "never-announces",
                    "",
                    "never announces itself; searches are answered",
                    new Announcing(message -> Stream.empty()));

    /** Announcements have no BOOTID. */
    public static final Quirk NO_BOOT_ID =
            new Quirk(
                    "no-boot-id",
                    "S26",
                    "announcements have neither BOOTID nor CONFIGID",
                    new Announcing(message -> Stream.of(Statements.withoutIds(message))));

    /** Says byebye before each alive. */
    public static final Quirk BYEBYE_FIRST =
            new Quirk(
                    "byebye-first",
                    "",
                    "says byebye before each alive, not only at its start",
                    new Announcing(Statements::afterByebye));

    static final List<Quirk> ALL =
            List.of(
                    FIRST_DEVICE_ONLY,
                    MULTICAST_ONLY,
                    UNICAST_ONLY,
                    WIFI_DEVICE_BESIDE,
                    SAME_UUID,
                    ODD_HEADERS,
                    BARE_HEADERS,
                    TRAILING_BLANK,
                    UNTERMINATED,
                    LINE_FEEDS,
                    SHORT_LIVED,
                    LOOPBACK_LOCATION,
                    LINK_LOCAL_LOCATION,
                    LINK_LOCAL_SENDER,
                    IPV6_LOCATION,
                    PLAIN_TEXT,
                    NOISE,
                    NO_UUID,
                    UNVERSIONED,
                    PPP_ANNOUNCED,
                    NOT_FROM_1900,
                    FOREIGN_HOST,
                    EMPTY_LOCATION,
                    BOOT_ID_1,
                    MX_REQUIRED,
                    LATE_ANSWERS,
                    NEVER_ANNOUNCES,
                    NO_BOOT_ID,
                    BYEBYE_FIRST);

    private SearchQuirks() {}
}
