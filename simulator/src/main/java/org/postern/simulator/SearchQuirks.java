// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator;

import org.postern.simulator.description.DescriptionWriter;
import org.postern.simulator.description.DeviceModel;
import org.postern.simulator.http.SentResponse;
import org.postern.simulator.igd.IgdHandler;
import org.postern.simulator.ssdp.OutgoingSsdpMessage;
import org.postern.simulator.ssdp.SearchMessage;
import org.postern.simulator.ssdp.SearchTarget;
import org.postern.simulator.ssdp.SsdpRules;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** How searches are answered and the router announced: chapter S of {@code docs/quirks.md}. */
final class SearchQuirks {
    private static final int SSDP_PORT = 1900;
    private static final Set<String> GROUPS =
            Set.of("239.255.255.250:1900", "[FF02::C]:1900", "[FF05::C]:1900");
    private static final Pattern HOST = Pattern.compile("(?<=//)(\\[[^\\]]*]|[^:/]*)");
    private static final Pattern AFTER_AUTHORITY = Pattern.compile("(?<=//[^/]{1,99})/.*");
    private static final Pattern VERSION =
            Pattern.compile("(?<=urn:[^:]{1,99}:[^:]{1,9}:\\w{1,99}:)\\d+$");
    private static final String SECOND_PATH = "/IGDV1/rootDesc.xml";
    private static final String WIFI_PATH = "/wfa.xml";
    private static final DeviceModel WIFI =
            new DeviceModel(
                    "urn:schemas-wifialliance-org:device:WFADevice:1",
                    "uuid:00000000-0000-4000-8000-0000000000fa",
                    "Wireless",
                    List.of(),
                    List.of());

    private SearchQuirks() {}

    static void apply(Quirk quirk, RouterBehavior router) {
        SsdpRules ssdp = router.ssdp();
        switch (quirk) {
            case FIRST_DEVICE_ONLY -> {
                addWifiDevice(router);
                ssdp.changeAnswers(SearchQuirks::firstDevice);
            }
            case MULTICAST_ONLY -> ssdp.acceptOnly(SearchMessage::multicast);
            case UNICAST_ONLY -> ssdp.acceptOnly(search -> !search.multicast());
            case WIFI_DEVICE_BESIDE -> addWifiDevice(router);
            case SAME_UUID -> fixUdns(router, "uuid:00000000-0000-4000-8000-000000000000");
            case ODD_HEADERS -> ssdp.changeMessages(SearchQuirks::oddHeaders);
            case BARE_HEADERS ->
                    ssdp.changeMessages(
                            message ->
                                    message.without("EXT")
                                            .without("DATE")
                                            .changed("SERVER", value -> ""));
            case TRAILING_BLANK ->
                    ssdp.changeMessages(
                            message -> message.withStartLine(message.startLine() + " "));
            // What follows the last line is left over from a buffer of C.
            case UNTERMINATED ->
                    ssdp.changeMessages(message -> message.withEnds(message.lineEnd(), "\0\0\0"));
            case LINE_FEEDS ->
                    ssdp.changeMessages(
                            message ->
                                    message.withEnds("\n", message.ending().replace("\r\n", "\n")));
            case SHORT_LIVED ->
                    ssdp.changeMessages(
                            message -> message.changed("CACHE-CONTROL", value -> "max-age=30"));
            case LOOPBACK_LOCATION -> ssdp.changeMessages(message -> locatedAt("[::1]", message));
            case LINK_LOCAL_LOCATION -> {
                router.sendFromLinkLocal();
                router.serveAtLinkLocal();
                // Over IPv4, any address will do: a client cannot know its link.
                ssdp.changeMessages(message -> overIpv4LocatedAt("[fe80::1]", message));
            }
            case LINK_LOCAL_SENDER -> router.sendFromLinkLocal();
            case IPV6_LOCATION ->
                    ssdp.changeMessages(message -> overIpv4LocatedAt("[2001:db8::1]", message));
            case OTHER_OWN_ADDRESS ->
                    ssdp.changeMessages(message -> overIpv4LocatedAt("192.168.254.1", message));
            case NAME_LOCATION -> ssdp.changeMessages(message -> locatedAt("router.lan", message));
            case PLAIN_TEXT -> addPlainText(router);
            case NOISE -> ssdp.replaceMessages(SearchQuirks::withNoise);
            case NO_UUID -> fixUdns(router, "uuid:upnp:InternetGatewayDevice-1_0-");
            case UNVERSIONED -> ssdp.changeMessages(SearchQuirks::unversioned);
            case PPP_ANNOUNCED ->
                    ssdp.changeTargets(
                            targets -> targets.stream().map(SearchQuirks::pppForIp).toList());
            case NOT_FROM_1900 -> ssdp.acceptOnly(search -> search.sourcePort() != SSDP_PORT);
            case FOREIGN_HOST ->
                    ssdp.changeMessages(message -> message.with("HOST", "[FF02::C]:1900"));
            case EMPTY_LOCATION -> ssdp.replaceMessages(SearchQuirks::withEmptyLocations);
            case BOOT_ID_1 -> ssdp.changeMessages(message -> message.with("BOOTID.UPNP.ORG", "1"));
            case MX_REQUIRED -> ssdp.acceptOnly(search -> search.mx().isPresent());
            case LATE_ANSWERS -> ssdp.changeDelay(SearchQuirks::untilMx);
            case HOST_IS_GROUP -> ssdp.acceptOnly(search -> GROUPS.contains(search.host()));
            case THIRD_SEARCH_ONLY -> ssdp.acceptOneOf(3);
            case TWO_DESCRIPTIONS -> addDescription(router);
            case NEVER_ANNOUNCES -> replaceAnnouncements(ssdp, message -> Stream.empty());
            // As before UDA 1.1.
            case NO_BOOT_ID ->
                    replaceAnnouncements(
                            ssdp,
                            message ->
                                    Stream.of(
                                            message.without("BOOTID.UPNP.ORG")
                                                    .without("CONFIGID.UPNP.ORG")));
            case BYEBYE_FIRST -> replaceAnnouncements(ssdp, SearchQuirks::afterByebye);
            default -> throw new AssertionError(quirk);
        }
    }

    /** A second root device with a description of its own, which comes first. */
    private static void addWifiDevice(RouterBehavior router) {
        Stream<String> types = Stream.of("upnp:rootdevice", WIFI.udn(), WIFI.type());
        List<SearchTarget> wifi = types.map(type -> new SearchTarget(type, WIFI.udn())).toList();
        router.ssdp()
                .changeTargets(targets -> Stream.concat(wifi.stream(), targets.stream()).toList());
        router.ssdp()
                .changeMessages(
                        message ->
                                message.header("USN").startsWith(WIFI.udn())
                                        ? locatedUnder(WIFI_PATH, message)
                                        : message);
        router.http()
                .changeResponses(
                        request -> request.path().equals(WIFI_PATH),
                        missing -> SentResponse.xml(200, DescriptionWriter.write(WIFI, 1)));
    }

    private static List<SearchTarget> firstDevice(
            SearchMessage search, List<SearchTarget> answers) {
        boolean everything =
                search.target().equals("ssdp:all") || search.target().equals("upnp:rootdevice");
        return everything
                ? answers.stream().filter(it -> it.udn().equals(answers.get(0).udn())).toList()
                : answers;
    }

    /** Something else answers first, with a location where no description is. */
    private static void addPlainText(RouterBehavior router) {
        router.ssdp()
                .replaceMessages(
                        message ->
                                message.answer()
                                        ? Stream.of(
                                                locatedUnder("", message)
                                                        .with("USN", "uuid:gld4tv"),
                                                message)
                                        : Stream.of(message));
        router.http()
                .changeResponses(
                        request -> request.path().equals("/"),
                        missing ->
                                SentResponse.status(200)
                                        .with("Content-Type", "text/plain")
                                        .withBody("status=ok".getBytes(StandardCharsets.US_ASCII)));
    }

    /** Names written into the firmware; those of embedded devices have a number after them. */
    private static void fixUdns(RouterBehavior router, String udn) {
        router.changeDevice(root -> named(root, udn));
    }

    private static DeviceModel named(DeviceModel device, String udn) {
        List<DeviceModel> inside = new ArrayList<>();
        for (DeviceModel each : device.devices()) {
            inside.add(named(each, udn + inside.size()));
        }
        return device.as(device.type(), udn).withDevices(inside);
    }

    /** Of the same device and services; it comes first. */
    private static void addDescription(RouterBehavior router) {
        router.ssdp()
                .replaceMessages(
                        message ->
                                Stream.of(
                                        locatedUnder(SECOND_PATH, message)
                                                .changed("USN", SearchQuirks::withSecondUdn),
                                        message));
        router.editDescription(
                (xml, request) ->
                        request.details().target().equals(SECOND_PATH) ? withSecondUdn(xml) : xml);
        router.http()
                .changeRequests(
                        request ->
                                request.path().equals(SECOND_PATH)
                                        ? request.withPath(IgdHandler.DESCRIPTION_PATH)
                                        : request);
    }

    private static String withSecondUdn(String text) {
        return text.replace("uuid:", "uuid:second-");
    }

    private static OutgoingSsdpMessage oddHeaders(OutgoingSsdpMessage message) {
        return message.changed("CACHE-CONTROL", value -> value.replaceAll("\\s*=\\s*", " = "))
                .withEach(
                        line -> {
                            int value = line.indexOf(':') + 1;
                            return line.substring(0, 1).toLowerCase(Locale.ROOT)
                                    + line.substring(1, value)
                                    + line.substring(value).stripLeading();
                        });
    }

    private static OutgoingSsdpMessage locatedAt(String host, OutgoingSsdpMessage message) {
        return message.changed("LOCATION", url -> HOST.matcher(url).replaceFirst(host));
    }

    private static OutgoingSsdpMessage overIpv4LocatedAt(String host, OutgoingSsdpMessage message) {
        return message.header("LOCATION").contains("//[") ? message : locatedAt(host, message);
    }

    private static OutgoingSsdpMessage locatedUnder(String path, OutgoingSsdpMessage message) {
        return message.changed("LOCATION", url -> AFTER_AUTHORITY.matcher(url).replaceFirst(path));
    }

    /** Other protocols that use port 1900 too, and plain rubbish, before each message. */
    private static Stream<OutgoingSsdpMessage> withNoise(OutgoingSsdpMessage message) {
        if (message.header("LOCATION").isEmpty()) {
            return Stream.of(message);
        }
        return Stream.of(
                other(message, "hnap:GatewayWithWiFi", "uuid:Gateway-1_0-0", "/HNAP1/"),
                other(message, "roku:ecp", "uuid:roku:ecp:X0", "/roku"),
                OutgoingSsdpMessage.of(
                        "M-SEARCH * HTTP/1.1",
                        "HOST: 239.255.255.250:1900",
                        "MAN: \"ssdp:discover\"",
                        "MX: 1",
                        "ST: urn:dial-multiscreen-org:service:dial:1"),
                OutgoingSsdpMessage.of("\u07ad\u07ee").withEnds("", ""),
                message);
    }

    private static OutgoingSsdpMessage other(
            OutgoingSsdpMessage message, String target, String usn, String path) {
        return locatedUnder(path, message)
                .changed("ST", old -> target)
                .changed("NT", old -> target)
                .with("USN", usn);
    }

    /** Types whose version is missing, as in {@code WANIPConnection:}. */
    private static OutgoingSsdpMessage unversioned(OutgoingSsdpMessage message) {
        OutgoingSsdpMessage changed = message;
        for (String header : List.of("ST", "NT", "USN")) {
            changed = changed.changed(header, type -> VERSION.matcher(type).replaceFirst(""));
        }
        return changed;
    }

    private static SearchTarget pppForIp(SearchTarget target) {
        return new SearchTarget(target.type().replace(":WANIP", ":WANPPP"), target.udn());
    }

    private static Stream<OutgoingSsdpMessage> withEmptyLocations(OutgoingSsdpMessage message) {
        OutgoingSsdpMessage without = message.with("LOCATION", "");
        if (message.header("LOCATION").isEmpty()) {
            return Stream.of(without);
        }
        OutgoingSsdpMessage byebye =
                OutgoingSsdpMessage.of(
                        "NOTIFY * HTTP/1.1",
                        "HOST: 239.255.255.250:1900",
                        "NT: " + message.header("ST") + message.header("NT"),
                        "NTS: ssdp:byebye",
                        "LOCATION:",
                        "USN: " + message.header("USN"));
        return Stream.of(without, byebye, message);
    }

    private static Duration untilMx(SearchMessage search, Duration usual) {
        return search.mx().isPresent() ? Duration.ofSeconds(search.mx().getAsInt()) : usual;
    }

    private static void replaceAnnouncements(
            SsdpRules ssdp,
            Function<OutgoingSsdpMessage, Stream<OutgoingSsdpMessage>> replacement) {
        ssdp.replaceMessages(
                message -> message.answer() ? Stream.of(message) : replacement.apply(message));
    }

    private static Stream<OutgoingSsdpMessage> afterByebye(OutgoingSsdpMessage message) {
        return message.header("NTS").equals("ssdp:alive")
                ? Stream.of(
                        message.with("NTS", "ssdp:byebye")
                                .without("LOCATION")
                                .without("CACHE-CONTROL")
                                .without("SERVER"),
                        message)
                : Stream.of(message);
    }
}
