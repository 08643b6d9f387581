// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator;

import static org.postern.simulator.QuirkChapter.CALL;
import static org.postern.simulator.QuirkChapter.CONNECTION;
import static org.postern.simulator.QuirkChapter.DESCRIPTION;
import static org.postern.simulator.QuirkChapter.EVENT;
import static org.postern.simulator.QuirkChapter.GENERAL;
import static org.postern.simulator.QuirkChapter.HTTP;
import static org.postern.simulator.QuirkChapter.LISTING;
import static org.postern.simulator.QuirkChapter.MAPPING;
import static org.postern.simulator.QuirkChapter.REPLY;
import static org.postern.simulator.QuirkChapter.SEARCH;
import static org.postern.simulator.QuirkChapter.TREE;
import static org.postern.simulator.QuirkChapter.URLS;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A misbehavior of real routers; several may be combined. {@link #summary()} says what it is, and
 * {@code docs/quirks.md} tells more under its {@link #numbers()}.
 */
public enum Quirk {
    NO_GATEWAY(GENERAL, "D26", "calls itself a gateway, but has no WAN connection service"),
    DISCONNECTED(GENERAL, "A30, A31, D27", "WAN status Disconnected, external address 0.0.0.0"),
    PRIVATE_ADDRESS(GENERAL, "A30", "external address 10.0.0.2: behind another router"),
    SLOW(GENERAL, "", "every HTTP answer comes 700 ms late"),
    MUTE(GENERAL, "", "accepts HTTP connections and never answers; SSDP works"),

    FIRST_DEVICE_ONLY(
            SEARCH, "S1", "searches for everything get its Wi-Fi device alone, never the gateway"),
    MULTICAST_ONLY(SEARCH, "S2", "ignores searches that are sent to it alone"),
    UNICAST_ONLY(
            SEARCH, "S2, S3", "hears no multicast: only searches sent to it alone are answered"),
    WIFI_DEVICE_BESIDE(
            SEARCH, "S4", "also a Wi-Fi device with a description of its own, which answers first"),
    SAME_UUID(SEARCH, "S5", "has the UUID of every other router of its make"),
    ODD_HEADERS(SEARCH, "S6, S7", "writes lOCATION:http://… and max-age = 1800"),
    BARE_HEADERS(SEARCH, "S8", "leaves out EXT and DATE, and SERVER is empty"),
    TRAILING_BLANK(SEARCH, "S9", "start lines end with a blank"),
    UNTERMINATED(SEARCH, "S10", "messages end with NULs in place of an empty line"),
    LINE_FEEDS(SEARCH, "S11", "lines of messages end with LF alone"),
    SHORT_LIVED(SEARCH, "S12", "says max-age=30"),
    LOOPBACK_LOCATION(SEARCH, "S13", "LOCATION is http://[::1]:…, whoever asks"),
    LINK_LOCAL_LOCATION(
            SEARCH, "S14", "LOCATION is http://[fe80::…]:…, without scope, over IPv4 too"),
    LINK_LOCAL_SENDER(
            SEARCH, "S15", "over IPv6 answers from fe80::…, and LOCATION has its global address"),
    IPV6_LOCATION(SEARCH, "S17", "LOCATION is http://[2001:db8::1]:… over IPv4"),
    PLAIN_TEXT(
            SEARCH,
            "S18",
            "answers first with a LOCATION without path, where status=ok is all there is"),
    NOISE(SEARCH, "S19", "mixes messages of HNAP, Roku and control points with its own"),
    NO_UUID(SEARCH, "S20", "its UDN is no UUID and has further colons"),
    UNVERSIONED(SEARCH, "S21", "types in messages have no version, whatever version was asked for"),
    PPP_ANNOUNCED(SEARCH, "S22", "announces WANPPPConnection, but describes WANIPConnection"),
    NOT_FROM_1900(SEARCH, "S23", "ignores searches from source port 1900"),
    FOREIGN_HOST(SEARCH, "S24", "HOST is the group of IPv6, over IPv4 and in answers too"),
    EMPTY_LOCATION(SEARCH, "S25", "sends every LOCATION without a value first, and in byebyes"),
    BOOT_ID_1(SEARCH, "S26", "BOOTID is 1 after each start"),
    MX_REQUIRED(SEARCH, "S27", "ignores searches without MX, also those sent to it alone"),
    LATE_ANSWERS(SEARCH, "S27", "answers at the last moment that MX allows"),
    OTHER_OWN_ADDRESS(
            SEARCH, "S28", "LOCATION is http://192.168.254.1:…, another address of its own"),
    NAME_LOCATION(SEARCH, "S28", "LOCATION is http://router.lan:…, whatever that resolves to"),
    HOST_IS_GROUP(
            SEARCH,
            "S29",
            "ignores searches whose HOST is not the group, also those sent to it alone"),
    THIRD_SEARCH_ONLY(SEARCH, "S32", "answers every third search only"),
    TWO_DESCRIPTIONS(
            SEARCH, "S31", "also answers with a second description of itself, under another UDN"),
    NEVER_ANNOUNCES(SEARCH, "", "never announces itself; searches are answered"),
    NO_BOOT_ID(SEARCH, "S26", "announcements have neither BOOTID nor CONFIGID"),
    BYEBYE_FIRST(SEARCH, "", "says byebye before each alive, not only at its start"),

    LEADING_BLANKS(DESCRIPTION, "D1", "blanks and lines before the XML declaration"),
    BYTE_ORDER_MARK(DESCRIPTION, "D2", "a byte order mark before the XML declaration"),
    CONTROL_CHARACTERS(DESCRIPTION, "D4", "control characters in the text"),
    GARBAGE_AT_END(DESCRIPTION, "D5", "garbage after the end of the root element"),
    BLANKS_AT_END(DESCRIPTION, "D6", "blanks and lines after the end of the root element"),
    BARE_AMPERSAND(DESCRIPTION, "D7", "a bare & in the names"),
    STRAY_TAG(DESCRIPTION, "D8", "a tag in a name that nothing ends"),
    UNDECLARED_PREFIX(DESCRIPTION, "D9", "a prefix that is declared nowhere"),
    NO_NAMESPACE(DESCRIPTION, "D10", "the root element has no namespace"),
    WRONG_NAMESPACE(DESCRIPTION, "D10", "the root element has a namespace of its own"),
    PADDED_TEXT(DESCRIPTION, "D11", "blanks and lines around types and URLs"),
    INNER_DECLARATION(DESCRIPTION, "D45", "an XML declaration inside an element"),

    EMPTY_BASE(URLS, "D12", "an empty URLBase"),
    DEAD_BASE(URLS, "D13", "URLBase names a port that nobody listens on"),
    FOREIGN_BASE(URLS, "D13, D14", "URLBase names another host, 198.51.100.7"),
    FOREIGN_CONTROL(URLS, "D14", "control URLs lead to another host, 198.51.100.7"),
    OTHER_OWN_BASE(
            URLS,
            "D47",
            "URLBase names another address of its own, 169.254.1.1, and the port of the WAN"
                    + " services, which is not that of the description"),
    OTHER_OWN_CONTROL(URLS, "D47", "control URLs name another address of its own, 192.168.254.1"),
    SLASHED_BASE(URLS, "D15", "URLBase ends with a slash and control URLs begin with one"),
    PATHLESS_BASE(URLS, "D15", "URLBase without a path"),
    CONTROL_PORT(URLS, "D16", "absolute control URLs on a port of their own"),
    QUERY_CONTROL(URLS, "D17", "control URLs that differ only in the query"),
    BARE_QUERY(URLS, "D18", "control URLs that are only a query"),
    RELATIVE_URLS(URLS, "D19", "control URLs without a slash in front"),
    ROOT_RELATIVE(
            URLS,
            "D19",
            "control URLs without a slash in front, to be read from the root, not the URLBase"),
    COLON_PATHS(URLS, "D20", "colons in the paths of control URLs"),
    NEW_PATHS(URLS, "D43", "paths that are made up at each start"),

    DEAD_PPP_FIRST(TREE, "D21", "a dead WANPPPConnection before the WANIPConnection"),
    DEAD_IP_FIRST(TREE, "D21", "a dead WANIPConnection before the WANPPPConnection"),
    MANY_WAN_DEVICES(
            TREE,
            "D22",
            "three WANDevices with the same service identifiers; only the last is connected"),
    TWO_SESSIONS(TREE, "D23", "two WANPPPConnections; only the second is connected"),
    PPP_VERSION_2(
            TREE,
            "D24",
            "WANPPPConnection:2, which was never published, with the identifier WANIPConn1"),
    DSL_FORUM(TREE, "D25", "only urn:dslforum-org devices and services"),
    OTHERS_FIRST(TREE, "D29", "odd services, a LANDevice and an EventDevice before the WANDevice"),
    FAKED_IGD1(
            TREE,
            "D41",
            "an IGD:2 that shows itself as IGD:1 to agents with Microsoft in their name"),
    NO_SCPD(TREE, "D28", "service descriptions answer 404"),
    EMPTY_NAMES(TREE, "D30", "empty friendlyName, UDN and modelName, and \"(null)\" values"),
    NONSENSE_VALUES(
            TREE,
            "D46",
            "values of the wrong kind: direction INOUT, empty ranges, a URL that is none"),

    COUNTED_NULS(HTTP, "D3", "every body ends with zero bytes that its length counts"),
    HTTP_1_0(HTTP, "D31", "HTTP/1.0 without Content-Length, of type application/octet-stream"),
    LENGTH_BLANK(HTTP, "D32", "a blank after the number in Content-Length"),
    LENGTH_INVALID(HTTP, "D32", "Content-Length says \"unknown\""),
    LENGTH_SHORT(HTTP, "D32", "Content-Length is 20 too few, and the connection stays open"),
    LENGTH_LONG(HTTP, "D32", "Content-Length is 100 too many, and the connection stays open"),
    CHUNKED(HTTP, "D33", "every answer comes in chunks"),
    ODD_HEADER_LINE(HTTP, "D34", "the first header line begins with a blank"),
    NO_HEADERS(HTTP, "D35", "no header after the status line, and the connection stays open"),
    ONE_REQUEST(HTTP, "D36", "keeps connections open and answers a second request on one with 405"),
    ONE_SEGMENT(HTTP, "D37", "header and body have to come in one segment, else 400"),
    NO_HALF_CLOSE(HTTP, "D38", "a client that ends its side of the connection gets no answer"),
    EXACT_HOST(HTTP, "D40", "a Host header other than address and port, as with a scope, gets 400"),
    LOGIN_PAGE(HTTP, "D42", "gives an HTML page with a login in place of its description"),
    EMPTY_FIRST(HTTP, "D44", "the first document that is asked for comes empty"),

    SOAPACTION_SPELLING(
            CALL,
            "A1",
            "a call needs the header SOAPAction or SOAPACTION: else 501 and a web page"),
    HEADER_ORDER(
            CALL,
            "A2",
            "a call needs Content-Type before a quoted SOAPACTION, and a header after it: else"
                    + " 401"),
    CONTENT_TYPE(
            CALL,
            "A3",
            "a call needs Content-Type text/xml; charset=\"utf-8\" to the letter: else 400"),
    ARGUMENT_ORDER(
            CALL,
            "A4, A7",
            "a mapping needs its arguments in the standard order, TCP or UDP in capitals: else"
                    + " 402"),
    ONE_LINE(
            CALL,
            "A5, A6",
            "a call needs its envelope on one line, prefixes s and u, no default namespace: else"
                    + " 500"),
    DELETE_STAR(
            CALL,
            "A8",
            "deletes only for the remote host *: else 402; other actions take only the empty one"),
    M_POST(CALL, "A59", "answers 405 to a call by POST: takes M-POST with the header MAN only"),
    REMOTE_HOST_726(CALL, "A8, A18", "refuses every remote host but the empty one with 726"),
    EMPTY_CLIENT(CALL, "A29", "an empty internal client means the caller"),
    NO_IPV4_OVER_IPV6(CALL, "A37", "maps nothing for a caller that asks over IPv6: 402"),
    NO_ADD(CALL, "A67", "neither describes nor has an action that maps ports: 401"),
    ADD_401(CALL, "A67", "describes AddPortMapping and refuses it with 401"),
    NO_ADD_ANY(CALL, "A41", "describes AddAnyPortMapping and does not have it: 401"),
    ADD_ANY_MOVES(CALL, "A41", "AddAnyPortMapping gives another port than the one asked for"),
    NO_RANGES(
            CALL,
            "A41",
            "describes GetListOfPortMappings and DeletePortMappingRange, has neither: 401"),
    NO_SPECIFIC(CALL, "A27", "does not have GetSpecificPortMappingEntry: 401"),
    NO_LIST(CALL, "A23, A24", "has no action that lists mappings: 401"),
    ONE_AT_A_TIME(CALL, "A42", "confirms and forgets what is changed while another change is on"),

    LEASE_725(MAPPING, "A9", "refuses every lease above 0 with 725"),
    LEASE_402(MAPPING, "A10", "refuses every lease above 0 with 402"),
    PERMANENT_402(MAPPING, "A11", "refuses a lease of 0 or of more than a week with 402"),
    CONFLICT_718(
            MAPPING,
            "A15, A27",
            "every external port below 50000 is held by another client, not listed: 718"),
    CONFLICT_501(MAPPING, "A17", "takes no port that another client has, and says 501"),
    CONFLICT_729(
            MAPPING, "A18", "every external port below 50000 is in use by the router itself: 729"),
    OWN_718(
            MAPPING,
            "A15",
            "a port that is mapped is refused with 718 even to the client that has it"),
    NOT_YOURS_718(MAPPING, "A16", "maps for the caller only, and refuses others with 718"),
    NOT_YOURS_606(MAPPING, "A16", "maps for the caller only, and refuses others with 606"),
    SWITCHED_OFF_606(MAPPING, "A16", "lets everything be read and no mapping be made: 606"),
    SAME_PORTS_724(MAPPING, "A18", "external and internal port must be the same: else 724"),
    ANY_PORT_727(MAPPING, "A18", "refuses every external port but a wildcard with 727"),
    TABLE_FULL_728(MAPPING, "A18", "has no room for mappings: 728"),
    TABLE_FULL_402(MAPPING, "A18", "has no room for mappings: 402"),
    LOW_PORTS_716(MAPPING, "A19", "refuses external ports below 1024 with 716"),
    LOW_PORTS_606(MAPPING, "A19", "refuses external ports below 1024 with 606"),
    HIGH_PORTS_606(
            MAPPING, "A70", "refuses external ports below 10000 with 606, by rules of its own"),
    LEASE_604800(MAPPING, "A12", "a lease of 0 becomes 604800 seconds"),
    ONE_PROTOCOL(MAPPING, "A20", "a port is mapped for TCP or for UDP, not for both: 718"),
    UDP_ENDS_TCP(
            MAPPING,
            "A20",
            "a UDP mapping silently takes the place of the TCP mapping of its port"),
    NAMES_DIFFER(MAPPING, "A21", "two mappings may not have the same description: 501"),
    DESCRIPTION_501(MAPPING, "A22", "refuses descriptions of more than 63 characters with 501"),
    DESCRIPTION_402(MAPPING, "A22", "refuses descriptions of more than 16 characters with 402"),
    DESCRIPTION_ASCII(MAPPING, "A22", "refuses descriptions that are not all ASCII with 402"),
    DESCRIPTION_EMPTY(MAPPING, "A22", "refuses every description but the empty one with 402"),
    DESCRIPTION_CUT(MAPPING, "A22", "keeps 11 characters of a description"),
    DESCRIPTION_DROPPED(MAPPING, "A22", "shows a name of its own in place of every description"),
    ALWAYS_ENABLED(MAPPING, "A28", "a mapping asked for as disabled is enabled"),
    STOPPED_501(MAPPING, "A60", "refuses every mapping with 501, though it is connected"),
    STALE_FORWARD(
            MAPPING,
            "A57",
            "after a reconnect lists and renews a mapping, but forwards only once it is added"
                    + " anew"),
    HOLDS_NOTHING(MAPPING, "A35", "confirms every mapping and makes none"),
    LEASE_VANISHES(MAPPING, "A43", "confirms every lease above 0 and makes no mapping"),
    LEASE_VANISHES_LATE(MAPPING, "A43", "drops every mapping with a lease after 3 s"),
    UNUSED_VANISHES(MAPPING, "A62", "drops every mapping after 10 minutes, since nobody used it"),
    PERMANENT_VANISHES(MAPPING, "A43", "confirms every lease of 0 and makes no mapping"),
    FULL_SILENT(MAPPING, "A44", "has room for 10 mappings; confirms further ones and makes none"),
    FULL_501_WORDS(
            MAPPING,
            "A44, A46",
            "has room for 10 mappings: 501, and the text says that it is full"),
    NOT_ALLOWED_501_WORDS(
            MAPPING, "A46", "maps nothing: 501, and the text says that it is not allowed"),
    FAULT_NEGATIVE(MAPPING, "A46", "refuses every lease above 0 with the code -911"),
    FAULT_ZERO(MAPPING, "A46", "refuses every description but the empty one with the code 0"),
    FAULT_TEXT(MAPPING, "A46", "refuses a lease of 0 with the word Failed in place of a code"),
    ADD_EMPTY_500(MAPPING, "A46", "refuses every lease above 0 with HTTP 500 without a body"),
    ADD_WEB_PAGE(MAPPING, "A46", "refuses every lease above 0 with HTTP 200 and a web page"),
    ADD_HANGS_UP(MAPPING, "A46", "closes the connection without an answer for every lease above 0"),
    LEASE_NOT_EXTENDED(
            MAPPING, "A48", "confirms a mapping that it holds, and does not extend its lease"),
    INTERNAL_PORT_ONCE(
            MAPPING, "A49", "an internal port that is mapped gets no second external port: 718"),
    OWN_PORT_HIJACKED(
            MAPPING,
            "A52",
            "forwards the TCP port of its own UPnP too, and then answers no request any more"),
    DHCP_ONLY(MAPPING, "A53", "maps only for clients that its DHCP knows, which are none: 718"),
    TABLE_LAGS(MAPPING, "A45", "shows a mapping 2 s after it was made"),
    DELETE_LAGS(
            MAPPING, "A45", "shows a mapping for 2 s after it was deleted, and blocks its port"),
    DONE_501(MAPPING, "A17", "makes the mapping and says 501"),

    LIST_ENDS_714(LISTING, "A24", "the list ends with 714"),
    LIST_ENDS_402(LISTING, "A24", "the list ends with 402"),
    LIST_ENDS_501(LISTING, "A24", "the list ends with 501"),
    LIST_REPEATS(LISTING, "A25", "the last entry of the list comes again and again"),
    LIST_LOOPS(LISTING, "A25", "after its last entry the list starts again"),
    LIST_ENDLESS(LISTING, "A25", "after its last entry the list goes on with entries made up"),
    LIST_FROM_1(LISTING, "A26", "the list starts at index 1"),
    LIST_SHRINKS(LISTING, "A24", "an entry goes while the list is read, and the others move up"),
    SPECIFIC_402(
            LISTING, "A27", "a mapping that is not there is 402 to GetSpecificPortMappingEntry"),
    SPECIFIC_ANY_PROTOCOL(
            LISTING,
            "A54",
            "looks a port up whatever its protocol, and says which entry it found in arguments that"
                    + " the standard does not have"),
    SPECIFIC_UNTOLD_PROTOCOL(
            LISTING, "A58", "looks a port up whatever its protocol, and does not say so"),
    SPECIFIC_ANY_PORT(
            LISTING, "A58", "gives the first mapping of a protocol to a look-up of any port"),
    SPECIFIC_ANY_HOST(LISTING, "A58", "looks a port up whatever its remote host"),
    LISTING_EMPTY(
            LISTING,
            "A61",
            "GetListOfPortMappings of IGD:2 gives an empty list; its other actions are right"),
    REMOTE_HOST_RULE(
            LISTING,
            "A50",
            "leads TCP port 8080 to another host already, for connections from 203.0.113.9"),
    PCP_MAPPING(
            LISTING,
            "A51",
            "has a mapping of TCP port 8080 that the caller opened over PCP, and keeps it"),
    HIDDEN_714(LISTING, "A27", "a mapping that is there is 714 to GetSpecificPortMappingEntry"),

    ADDRESS_EMPTY(CONNECTION, "A30", "external address empty, though it says Connected"),
    ADDRESS_ZERO(CONNECTION, "A30", "external address 0.0.0.0, though it says Connected"),
    ADDRESS_LOOPBACK(CONNECTION, "A30", "external address 127.0.0.1"),
    ADDRESS_CARRIER(
            CONNECTION,
            "A30",
            "external address 100.64.0.2: behind the address translation of the provider"),
    ADDRESS_IPV6(CONNECTION, "A30", "external address 2001:db8::7"),
    ADDRESS_TEXT(CONNECTION, "A30", "external address \"potato\""),
    ADDRESS_REVERSED(CONNECTION, "A56", "external address 1.0.168.192 for 192.168.0.1"),
    ADDRESS_OWN_LAN(
            CONNECTION,
            "A30",
            "external address is its own in the LAN, though it says Connected (DS-Lite)"),
    ADDRESS_GARBAGE(CONNECTION, "A30", "external address is what its memory holds, in no encoding"),
    ADDRESS_LATE(
            CONNECTION,
            "A63",
            "refuses to tell its external address with 401 the first four times"),
    ADDRESS_EMPTY_501(
            CONNECTION,
            "A69",
            "external address empty, though it says Connected, and refuses every mapping with 501"),
    DS_LITE(
            CONNECTION,
            "A30",
            "no IPv4 address of its own: external address empty, though it says Connected, and"
                    + " 2001:db8::7 to X_AVM_DE_GetExternalIPv6Address"),
    STATUS_UP(CONNECTION, "A31", "says Up where the standard has Connected"),
    STATUS_DISCONNECTED(CONNECTION, "A31", "says Disconnected though it works and has an address"),
    UPTIME_TEXT(CONNECTION, "A32", "uptime \"0 Days, 16:45:17\""),
    COUNTERS_NEGATIVE(CONNECTION, "A33", "traffic counters come as negative numbers"),
    COUNTERS_WRAP(
            CONNECTION, "A33", "counters of bytes wrap: first 4294967290, then 10 more each time"),
    COUNTERS_STUCK(CONNECTION, "A33", "counters of bytes have stopped at 4294967295"),

    FAULT_CAPITALS(REPLY, "A13", "faults say faultCode and faultString"),
    FAULT_CODE_ONLY(REPLY, "A14", "faults have no errorDescription"),
    FAULT_BROKEN(REPLY, "A14", "faults lose an end tag to stray bytes"),
    LEASE_READS_0(REPLY, "A47", "shows a lease of 0 for every mapping"),
    LEASE_MISSING(REPLY, "A47", "shows mappings without a lease"),
    LEASE_GARBLED(REPLY, "A47", "shows a lease of 4294967295 for every mapping"),
    LEASE_FIXED(REPLY, "A47", "shows a lease of 600 for every mapping"),
    REPLY_OTHER_NAME(REPLY, "A55", "an only argument of an answer has another name"),
    UPTIME_SPELLING(REPLY, "A32", "says NewUpTime for NewUptime"),
    REPLY_PREFIXES(REPLY, "A34", "answers with the prefixes SOAP-ENV and m"),
    REPLY_BARE(REPLY, "A34", "answers without prefixes and namespaces"),
    REPLY_UNDECLARED(REPLY, "A34", "answers with prefixes that nothing declares"),
    REPLY_NAMESPACE(REPLY, "A34", "answers in the namespace of another service"),
    REPLY_NAME(REPLY, "A34", "answers with the name of the action, without Response"),
    REPLY_SMALL(REPLY, "A34", "answers with argument names in small letters"),
    REPLY_PREFIXED(REPLY, "A34", "answers with arguments in the namespace of the service"),
    REPLY_MORE(REPLY, "A34", "answers with arguments that the standard does not know"),
    REPLY_SPREAD(REPLY, "A34", "answers with line breaks and blanks everywhere"),
    EMPTY_500(REPLY, "A35", "faults are HTTP 500 without a body"),
    FAULT_200(REPLY, "A35", "faults come with HTTP 200"),
    EMPTY_200(REPLY, "A35", "what was done is answered with HTTP 200 without a body"),
    EMPTY_BODY(REPLY, "A35", "what was done is answered with an empty SOAP body"),
    REPLY_HTML(REPLY, "A36", "answers with the content type text/html"),

    EVENT_EARLY(EVENT, "G1", "the first event comes before the answer"),
    SUBSCRIBE_412(EVENT, "G2", "refuses subscriptions with 412"),
    SUBSCRIBE_501(EVENT, "G2", "refuses subscriptions with 501"),
    RENEWAL_412(EVENT, "G3", "refuses to renew subscriptions with 412"),
    EVENT_PATH(
            EVENT, "G4", "events go to the callback path with its query cut off and /x appended"),
    EVENT_NUL(EVENT, "G5", "events have no XML declaration and end with a NUL that is counted"),
    TIMEOUT_RAISED(EVENT, "G6", "subscriptions last 1800 s, whatever was asked for"),
    TIMEOUT_INFINITE(EVENT, "G6", "subscriptions last Second-infinite"),
    TIMEOUT_MISSING(EVENT, "G6", "renewed subscriptions do not say how long they last"),
    EVENT_CUT(EVENT, "G7", "events are cut off in the middle"),
    EVENT_ROOT(EVENT, "G7", "events are no property sets"),
    EVENT_REVERSED(
            EVENT, "A56", "its events give the octets of the external address in reverse order"),
    EVENT_UNNUMBERED(EVENT, "G8", "events have no SEQ");

    private final QuirkChapter chapter;
    private final String numbers;
    private final String summary;

    Quirk(QuirkChapter chapter, String numbers, String summary) {
        this.chapter = chapter;
        this.numbers = numbers;
        this.summary = summary;
    }

    /** The name on the command line, such as {@code lease-725}. */
    public String optionName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Where {@code docs/quirks.md} tells more, such as {@code "A9, A10"}; may be empty. */
    public String numbers() {
        return numbers;
    }

    /** One line for people. */
    public String summary() {
        return summary;
    }

    /** All of them, chapter by chapter. */
    public static List<Quirk> all() {
        return List.of(values());
    }

    /** The quirk with that command-line name, in any case. */
    public static Optional<Quirk> named(String optionName) {
        return Stream.of(values())
                .filter(quirk -> quirk.optionName().equalsIgnoreCase(optionName))
                .findFirst();
    }

    @Override
    public String toString() {
        return optionName();
    }

    QuirkChapter chapter() {
        return chapter;
    }
}
