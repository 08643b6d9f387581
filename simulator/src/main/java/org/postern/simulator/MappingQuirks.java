// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator;

import org.postern.simulator.forward.Transport;
import org.postern.simulator.http.RawResponse;
import org.postern.simulator.http.ReceivedRequest;
import org.postern.simulator.http.SentResponse;
import org.postern.simulator.igd.Mapping;
import org.postern.simulator.igd.MappingRules;
import org.postern.simulator.igd.PortMappingRequest;
import org.postern.simulator.igd.TableLag;
import org.postern.simulator.soap.ActionFault;
import org.postern.simulator.soap.ActionHandler;
import org.postern.simulator.soap.Arguments;
import org.postern.simulator.soap.UpnpError;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

/**
 * Which mappings are refused, and what becomes of the others: part of chapter A of {@code
 * docs/quirks.md}.
 */
final class MappingQuirks {
    private static final int FIRST_FREE = 50_000;
    private static final int FIRST_USER_PORT = 1024;
    private static final int FIRST_PERMITTED = 10_000;
    private static final long A_WEEK = 604_800;

    /** No router refuses a mapping with it: it marks what is changed on its way out. */
    private static final UpnpError ODD = UpnpError.INCONSISTENT;

    private static final SentResponse WEB_PAGE =
            SentResponse.status(200)
                    .with("Content-Type", "text/html")
                    .withBody(
                            "<html><body><h1>Internal error</h1></body></html>"
                                    .getBytes(StandardCharsets.US_ASCII));
    private static final int SMALL_TABLE = 10;
    private static final Duration LAG = Duration.ofSeconds(2);
    private static final Duration SHORT_LIFE = Duration.ofSeconds(3);

    /** As miniupnpd does with clean_ruleset_interval=600. */
    private static final Duration UNUSED_LIFE = Duration.ofMinutes(10);

    private MappingQuirks() {}

    static void apply(Quirk quirk, RouterBehavior router) {
        MappingRules mappings = router.mappings();
        switch (quirk) {
            case LEASE_725 ->
                    mappings.refuse(request -> lease(request) > 0, UpnpError.ONLY_PERMANENT_LEASES);
            case LEASE_402 ->
                    mappings.refuse(request -> lease(request) > 0, UpnpError.INVALID_ARGS);
            case PERMANENT_402 ->
                    mappings.refuse(
                            request -> lease(request) == 0 || lease(request) > A_WEEK,
                            UpnpError.INVALID_ARGS);
            case CONFLICT_718 -> mappings.reserve(port -> port < FIRST_FREE);
            case CONFLICT_501 ->
                    router.actions()
                            .replaceFault(
                                    "AddPortMapping",
                                    UpnpError.CONFLICT,
                                    new ActionFault(UpnpError.ACTION_FAILED));
            case CONFLICT_729 ->
                    mappings.refuse(below(FIRST_FREE), UpnpError.CONFLICT_WITH_MECHANISM);
            case OWN_718 -> mappings.refuse(PortMappingRequest::portHeld, UpnpError.CONFLICT);
            case NOT_YOURS_718 ->
                    mappings.refuse(request -> !request.forCaller(), UpnpError.CONFLICT);
            case NOT_YOURS_606 ->
                    mappings.refuse(request -> !request.forCaller(), UpnpError.NOT_AUTHORIZED);
            case SWITCHED_OFF_606 -> mappings.refuse(request -> true, UpnpError.NOT_AUTHORIZED);
            case SAME_PORTS_724 ->
                    mappings.refuse(
                            request ->
                                    request.mapping().externalPort()
                                            != request.mapping().internalPort(),
                            UpnpError.SAME_PORTS);
            case ANY_PORT_727 -> mappings.refuse(request -> true, UpnpError.ANY_EXTERNAL_PORT_ONLY);
            case TABLE_FULL_728 ->
                    mappings.refuse(request -> true, UpnpError.NO_PORT_MAPS_AVAILABLE);
            case TABLE_FULL_402 -> mappings.refuse(request -> true, UpnpError.INVALID_ARGS);
            case LOW_PORTS_716 ->
                    mappings.refuse(below(FIRST_USER_PORT), UpnpError.WILDCARD_EXTERNAL_PORT);
            case LOW_PORTS_606 -> mappings.refuse(below(FIRST_USER_PORT), UpnpError.NOT_AUTHORIZED);
            case HIGH_PORTS_606 ->
                    mappings.refuse(below(FIRST_PERMITTED), UpnpError.NOT_AUTHORIZED);
            case LEASE_604800 ->
                    mappings.alter(m -> m.leaseSeconds() == 0 ? m.withLease(A_WEEK) : m);
            case ONE_PROTOCOL ->
                    mappings.refuse(MappingQuirks::otherProtocolHeld, UpnpError.CONFLICT);
            case UDP_ENDS_TCP -> mappings.displace(MappingQuirks::udpOverTcp);
            case NAMES_DIFFER -> mappings.refuse(MappingQuirks::nameHeld, UpnpError.ACTION_FAILED);
            case DESCRIPTION_501 ->
                    mappings.refuse(
                            request -> name(request).length() > 63, UpnpError.ACTION_FAILED);
            case DESCRIPTION_402 ->
                    mappings.refuse(request -> name(request).length() > 16, UpnpError.INVALID_ARGS);
            case DESCRIPTION_ASCII ->
                    mappings.refuse(request -> !ascii(name(request)), UpnpError.INVALID_ARGS);
            case DESCRIPTION_EMPTY ->
                    mappings.refuse(request -> !name(request).isEmpty(), UpnpError.INVALID_ARGS);
            case DESCRIPTION_CUT ->
                    mappings.alter(m -> m.withDescription(cut(m.description(), 11)));
            case DESCRIPTION_DROPPED -> mappings.alter(m -> m.withDescription("UPnP"));
            case ALWAYS_ENABLED -> mappings.alter(Mapping::withEnabled);
            case HOLDS_NOTHING ->
                    router.actions()
                            .replace("AddPortMapping", (usual, arguments, caller) -> List.of());
            case LEASE_VANISHES -> mappings.drop(request -> lease(request) > 0);
            case LEASE_VANISHES_LATE ->
                    mappings.vanish(
                            added ->
                                    added.leaseSeconds() > 0
                                            ? Optional.of(SHORT_LIFE)
                                            : Optional.empty());
            case UNUSED_VANISHES -> mappings.vanish(added -> Optional.of(UNUSED_LIFE));
            case PERMANENT_VANISHES -> mappings.drop(request -> lease(request) == 0);
            case FULL_SILENT ->
                    mappings.drop(
                            request -> request.held().size() >= SMALL_TABLE && !request.portHeld());
            case FULL_501_WORDS ->
                    mappings.refuse(
                            request -> request.held().size() >= SMALL_TABLE && !request.portHeld(),
                            new ActionFault(
                                    UpnpError.ACTION_FAILED, "Port mapping table id full !"));
            case NOT_ALLOWED_501_WORDS ->
                    mappings.refuse(
                            request -> true,
                            new ActionFault(
                                    UpnpError.ACTION_FAILED, "UPnP port mapping is not allowed"));
            case FAULT_NEGATIVE -> {
                mappings.refuse(request -> lease(request) > 0, ODD);
                ReplyQuirks.changeCode(router.http(), ODD, "-911");
            }
            case FAULT_ZERO -> {
                mappings.refuse(request -> !name(request).isEmpty(), ODD);
                ReplyQuirks.changeCode(router.http(), ODD, "0");
            }
            case FAULT_TEXT -> {
                mappings.refuse(request -> lease(request) == 0, ODD);
                ReplyQuirks.changeCode(router.http(), ODD, "Failed");
            }
            case ADD_EMPTY_500 -> {
                mappings.refuse(request -> lease(request) > 0, ODD);
                ReplyQuirks.changeFault(router.http(), ODD, fault -> SentResponse.status(500));
            }
            case ADD_WEB_PAGE -> {
                mappings.refuse(request -> lease(request) > 0, ODD);
                ReplyQuirks.changeFault(router.http(), ODD, fault -> WEB_PAGE);
            }
            case ADD_HANGS_UP -> {
                mappings.refuse(request -> lease(request) > 0, ODD);
                ReplyQuirks.changeFault(
                        router.http(), ODD, fault -> fault.rewritten(raw -> RawResponse.NOTHING));
            }
            case LEASE_NOT_EXTENDED -> mappings.drop(MappingQuirks::held);
            case INTERNAL_PORT_ONCE ->
                    mappings.refuse(MappingQuirks::internalPortHeld, UpnpError.CONFLICT);
            case OWN_PORT_HIJACKED -> {
                AtomicBoolean hijacked = new AtomicBoolean();
                router.http().changeResponses((asked, reply) -> hijackable(hijacked, asked, reply));
            }
            case DHCP_ONLY -> mappings.refuse(request -> true, UpnpError.CONFLICT);
            case TABLE_LAGS -> mappings.lag(new TableLag(LAG, Duration.ZERO));
            case DELETE_LAGS -> mappings.lag(new TableLag(Duration.ZERO, LAG));
            case DONE_501 ->
                    router.actions().replace("AddPortMapping", MappingQuirks::failAfterwards);
            case STOPPED_501 -> mappings.refuse(request -> true, UpnpError.ACTION_FAILED);
            case STALE_FORWARD -> mappings.stopForwardingAtReconnect();
            default -> throw new AssertionError(quirk);
        }
    }

    private static SentResponse hijackable(
            AtomicBoolean hijacked, ReceivedRequest asked, SentResponse reply) {
        if (hijacked.get()) {
            return reply.rewritten(raw -> RawResponse.NOTHING);
        }
        String text = new String(asked.body(), StandardCharsets.UTF_8);
        boolean forwards =
                reply.status() == 200
                        && asked.header("SOAPACTION").orElse("").contains("#Add")
                        && text.contains("<NewProtocol>TCP<")
                        && asked.details().ports().stream()
                                .anyMatch(port -> text.contains("<NewExternalPort>" + port + "<"));
        if (forwards) {
            hijacked.set(true);
        }
        return reply;
    }

    private static long lease(PortMappingRequest request) {
        return request.mapping().leaseSeconds();
    }

    private static String name(PortMappingRequest request) {
        return request.mapping().description();
    }

    private static Predicate<PortMappingRequest> below(int externalPort) {
        return request -> request.mapping().externalPort() < externalPort;
    }

    private static boolean held(PortMappingRequest request) {
        Mapping asked = request.mapping();
        return request.held().stream()
                .filter(held -> held.samePort(asked.transport(), asked.externalPort()))
                .anyMatch(held -> held.internalPort() == asked.internalPort());
    }

    private static boolean internalPortHeld(PortMappingRequest request) {
        Mapping asked = request.mapping();
        return request.held().stream()
                .filter(held -> held.transport() == asked.transport())
                .filter(held -> held.externalPort() != asked.externalPort())
                .filter(held -> held.internalClient().equals(asked.internalClient()))
                .anyMatch(held -> held.internalPort() == asked.internalPort());
    }

    private static boolean otherProtocolHeld(PortMappingRequest request) {
        Mapping asked = request.mapping();
        return request.held().stream()
                .anyMatch(
                        held ->
                                held.externalPort() == asked.externalPort()
                                        && held.transport() != asked.transport());
    }

    private static boolean udpOverTcp(Mapping added, Mapping held) {
        return added.transport() == Transport.UDP
                && held.samePort(Transport.TCP, added.externalPort());
    }

    private static boolean nameHeld(PortMappingRequest request) {
        Mapping asked = request.mapping();
        return request.held().stream()
                .filter(held -> !held.samePort(asked.transport(), asked.externalPort()))
                .anyMatch(held -> held.description().equals(asked.description()));
    }

    private static boolean ascii(String text) {
        return text.chars().allMatch(c -> c >= ' ' && c <= '~');
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length);
    }

    private static List<String> failAfterwards(
            ActionHandler usual, Arguments arguments, InetAddress caller) throws ActionFault {
        usual.call(arguments, caller);
        throw new ActionFault(UpnpError.ACTION_FAILED);
    }
}
