// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator;

import org.postern.simulator.http.ReceivedRequest;
import org.postern.simulator.http.SentResponse;
import org.postern.simulator.igd.WanFacts;
import org.postern.simulator.soap.ActionFault;
import org.postern.simulator.soap.UpnpError;

import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What is reported about the WAN connection: part of chapter A of {@code docs/quirks.md}. */
final class ConnectionQuirks {
    private static final Set<String> COUNTERS =
            Set.of(
                    "GetTotalBytesSent",
                    "GetTotalBytesReceived",
                    "GetTotalPacketsSent",
                    "GetTotalPacketsReceived");

    private static final long COUNTER_END = 1L << 32;

    private static final int REFUSED_AT_FIRST = 4;

    /** What was seen of a router's memory; its events have to be XML, its replies need not. */
    private static final String GARBAGE = "schemas.upnp.org\u00b7\u00f4i\u00ff\u00ff";

    private static final String GET_IPV6_ADDRESS = "X_AVM_DE_GetExternalIPv6Address";
    private static final String IPV6_ADDRESS =
            "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body><u:"
                    + GET_IPV6_ADDRESS
                    + "Response xmlns:u=\"urn:schemas-upnp-org:service:WANIPConnection:1\">"
                    + "<NewExternalIPv6Address>2001:db8::7</NewExternalIPv6Address>"
                    + "<NewPrefixLength>64</NewPrefixLength></u:"
                    + GET_IPV6_ADDRESS
                    + "Response></s:Body></s:Envelope>";

    private ConnectionQuirks() {}

    static void apply(Quirk quirk, RouterBehavior router) {
        switch (quirk) {
            case ADDRESS_EMPTY -> reportAddress(router, "");
            case ADDRESS_ZERO -> reportAddress(router, "0.0.0.0");
            case ADDRESS_LOOPBACK -> reportAddress(router, "127.0.0.1");
            case ADDRESS_CARRIER -> reportAddress(router, "100.64.0.2");
            case ADDRESS_IPV6 -> reportAddress(router, "2001:db8::7");
            case ADDRESS_TEXT -> reportAddress(router, "potato");
            case ADDRESS_REVERSED -> reportAddress(router, "1.0.168.192");
            case ADDRESS_OWN_LAN -> router.reportLanAddress();
            case ADDRESS_GARBAGE -> {
                reportAddress(router, GARBAGE);
                ReplyQuirks.replaceAll(
                        router.http(), "(<NewExternalIPAddress>)[^<]*", "$1" + GARBAGE);
            }
            case ADDRESS_LATE -> refuseAddressAtFirst(router);
            case ADDRESS_EMPTY_501 -> {
                reportAddress(router, "");
                router.mappings().refuse(request -> true, UpnpError.ACTION_FAILED);
            }
            case DS_LITE -> {
                reportAddress(router, "");
                router.http()
                        .answer(
                                ConnectionQuirks::asksForIpv6Address,
                                SentResponse.xml(200, IPV6_ADDRESS));
            }
            case STATUS_UP -> reportStatus(router, "Up");
            case STATUS_DISCONNECTED -> reportStatus(router, "Disconnected");
            case UPTIME_TEXT ->
                    router.actions()
                            .replace(
                                    "GetStatusInfo",
                                    (usual, arguments, caller) ->
                                            withUptimeText(usual.call(arguments, caller)));
            case COUNTERS_NEGATIVE ->
                    router.actions()
                            .replace(
                                    COUNTERS, (usual, arguments, caller) -> List.of("-1294967296"));
            case COUNTERS_STUCK ->
                    router.actions()
                            .replace(
                                    Set.of("GetTotalBytesSent", "GetTotalBytesReceived"),
                                    (usual, arguments, caller) -> List.of("4294967295"));
            case COUNTERS_WRAP -> {
                AtomicLong count = new AtomicLong(COUNTER_END - 6);
                router.actions()
                        .replace(
                                Set.of("GetTotalBytesSent", "GetTotalBytesReceived"),
                                (usual, arguments, caller) ->
                                        List.of(Long.toString(count.getAndAdd(10) % COUNTER_END)));
            }
            default -> throw new AssertionError(quirk);
        }
    }

    private static boolean asksForIpv6Address(ReceivedRequest request) {
        return request.header("SOAPAction").filter(it -> it.contains(GET_IPV6_ADDRESS)).isPresent();
    }

    private static void reportAddress(RouterBehavior router, String externalAddress) {
        router.changeFacts(facts -> new WanFacts(facts.status(), externalAddress));
    }

    private static void refuseAddressAtFirst(RouterBehavior router) {
        AtomicInteger asked = new AtomicInteger();
        router.actions()
                .replace(
                        "GetExternalIPAddress",
                        (usual, arguments, caller) -> {
                            if (asked.getAndIncrement() < REFUSED_AT_FIRST) {
                                throw new ActionFault(UpnpError.INVALID_ACTION);
                            }
                            return usual.call(arguments, caller);
                        });
    }

    private static void reportStatus(RouterBehavior router, String status) {
        router.changeFacts(facts -> new WanFacts(status, facts.externalAddress()));
    }

    private static List<String> withUptimeText(List<String> status) {
        return List.of(status.get(0), status.get(1), "0 Days, 16:45:17");
    }
}
