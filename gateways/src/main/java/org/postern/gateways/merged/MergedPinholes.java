// SPDX-License-Identifier: Apache-2.0
package org.postern.gateways.merged;

import org.postern.api.gateway.Capability;
import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Pinhole;
import org.postern.api.gateway.PinholeRequest;
import org.postern.api.gateway.PinholeResult;
import org.postern.api.gateway.PinholeStatus;
import org.postern.api.gateway.Pinholes;
import org.postern.api.gateway.Reason;
import org.postern.gateways.protocols.FailureMerger;
import org.postern.gateways.reachability.OpenPortNotes;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * Ports of the IPv6 firewall of one router, over all control protocols that can open them. Each is
 * renewed and closed over the one that opened it. Safe for several threads.
 */
final class MergedPinholes implements Pinholes {
    private final Supplier<GatewayCall> calls;
    private final OpenPortNotes reachability;

    /** Begins a call for each call of a user, and adds notes to what is opened. */
    MergedPinholes(Supplier<GatewayCall> calls, OpenPortNotes reachability) {
        this.calls = calls;
        this.reachability = reachability;
    }

    @FunctionalInterface
    private interface Question<T> {
        T ask(Pinholes pinholes) throws GatewayException, InterruptedException;
    }

    @Override
    public Optional<PinholeStatus> status() throws GatewayException, InterruptedException {
        GatewayCall call = calls.get();
        List<GatewayException> failures = new ArrayList<>();
        for (ProtocolGateway each : call.able(Capability.PINHOLE)) {
            try {
                Optional<PinholeStatus> told = ask(call, each, call.half(), Pinholes::status);
                if (told.isPresent()) {
                    return told;
                }
            } catch (GatewayException e) {
                failures.add(e);
            }
        }
        if (failures.isEmpty()) {
            return Optional.empty();
        }
        throw FailureMerger.joined(failures);
    }

    @Override
    public PinholeResult open(PinholeRequest request)
            throws GatewayException, InterruptedException {
        request.check();
        GatewayCall call = calls.get();
        // What a protocol has opened that is still searched for is to get a new lease.
        List<Pinhole> before = opened(call.complete());
        List<Pinhole> opened = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (PinholeRequest each : request.single()) {
            // The second leads to where the first does.
            PinholeRequest part = opened.isEmpty() ? each : each.client(opened.get(0).client());
            try {
                PinholeResult result = openOne(call, part, before, notes);
                opened.add(result.pinhole());
                result.notes().stream().filter(note -> !notes.contains(note)).forEach(notes::add);
            } catch (GatewayException e) {
                throw FailureMerger.withMore(e, undo(call, opened, before));
            }
        }
        return reachability.added(new PinholeResult(opened, notes));
    }

    private static PinholeResult openOne(
            GatewayCall call, PinholeRequest request, List<Pinhole> before, List<String> notes)
            throws GatewayException, InterruptedException {
        List<GatewayException> failures = new ArrayList<>();
        List<ProtocolGateway> order = order(call, request, before);
        for (int i = 0; i < order.size(); i++) {
            ProtocolGateway via = order.get(i);
            boolean last = i == order.size() - 1;
            Duration most = last ? call.left() : call.half();
            try {
                return ask(call, via, most, pinholes -> pinholes.open(request));
            } catch (GatewayException e) {
                failures.add(e);
                if (last || isOfRequest(e)) {
                    throw FailureMerger.joined(failures);
                }
                notes.add(
                        "Control protocol "
                                + via.protocol()
                                + " failed, so "
                                + order.get(i + 1).protocol()
                                + " was asked: "
                                + e.getMessage());
            }
        }
        throw new GatewayException(
                Reason.UNSUPPORTED,
                request.controlProtocol().isEmpty()
                        ? "No control protocol that is left can open ports of the gateway's IPv6"
                                + " firewall."
                        : "Control protocol "
                                + request.controlProtocol()
                                + " opens no ports of the gateway's IPv6 firewall.");
    }

    /** The one that holds the port already comes first, since each renews only its own. */
    private static List<ProtocolGateway> order(
            GatewayCall call, PinholeRequest request, List<Pinhole> before)
            throws InterruptedException {
        List<ProtocolGateway> order =
                new ArrayList<>(
                        call.able(Capability.PINHOLE).stream()
                                .filter(each -> isMeant(request, each.protocol()))
                                .toList());
        before.stream()
                .filter(
                        each ->
                                request.protocols().contains(each.protocol())
                                        && each.port() == request.port()
                                        && request.client()
                                                .orElse(each.client())
                                                .equals(each.client()))
                .findFirst()
                .ifPresent(
                        held ->
                                order.sort(
                                        Comparator.comparing(
                                                each ->
                                                        !each.protocol()
                                                                .equals(held.controlProtocol()))));
        return order;
    }

    private static boolean isMeant(PinholeRequest request, String protocol) {
        return request.controlProtocol().isEmpty() || request.controlProtocol().equals(protocol);
    }

    /** What no other protocol could do either. */
    private static boolean isOfRequest(GatewayException failure) {
        return switch (failure.reason()) {
            case INVALID_PORT, INVALID_LEASE -> true;
            case INVALID_ARGUMENT -> failure.code().isEmpty();
            default -> false;
        };
    }

    /** Closes what was not open before, and says so. */
    private static List<String> undo(GatewayCall call, List<Pinhole> opened, List<Pinhole> before)
            throws InterruptedException {
        List<String> sentences = new ArrayList<>();
        for (Pinhole each : opened) {
            if (before.stream().anyMatch(old -> isSame(old, each))) {
                continue;
            }
            String port = each.protocol() + " port " + each.port();
            try {
                close(call, each);
                sentences.add(port + " was closed again.");
            } catch (GatewayException e) {
                sentences.add(port + " is still open: " + e.getMessage());
            }
        }
        return sentences;
    }

    private static boolean isSame(Pinhole one, Pinhole other) {
        return one.protocol() == other.protocol()
                && one.port() == other.port()
                && one.client().equals(other.client());
    }

    @Override
    public Pinhole renew(Pinhole held, Duration lease)
            throws GatewayException, InterruptedException {
        return askHolder(calls.get(), held, pinholes -> pinholes.renew(held, lease));
    }

    @Override
    public void close(Pinhole held) throws GatewayException, InterruptedException {
        close(calls.get(), held);
    }

    private static void close(GatewayCall call, Pinhole held)
            throws GatewayException, InterruptedException {
        askHolder(
                call,
                held,
                pinholes -> {
                    pinholes.close(held);
                    return held;
                });
    }

    @Override
    public OptionalLong packets(Pinhole held) throws GatewayException, InterruptedException {
        return askHolder(calls.get(), held, pinholes -> pinholes.packets(held));
    }

    @Override
    public List<Pinhole> opened() throws InterruptedException {
        return opened(calls.get().complete());
    }

    private static List<Pinhole> opened(List<ProtocolGateway> protocols)
            throws InterruptedException {
        Map<List<Object>, Pinhole> all = new LinkedHashMap<>();
        for (ProtocolGateway via : protocols) {
            Optional<Pinholes> pinholes = via.gateway().pinholes();
            for (Pinhole each :
                    pinholes.isPresent() ? pinholes.get().opened() : List.<Pinhole>of()) {
                all.putIfAbsent(
                        List.of(
                                each.port(),
                                each.protocol(),
                                each.client(),
                                each.controlProtocol()),
                        each);
            }
        }
        return all.values().stream()
                .sorted(Comparator.comparingInt(Pinhole::port).thenComparing(Pinhole::protocol))
                .toList();
    }

    private static <T> T askHolder(GatewayCall call, Pinhole held, Question<T> question)
            throws GatewayException, InterruptedException {
        ProtocolGateway holder =
                call.ableSoon(each -> each.protocol().equals(held.controlProtocol())).stream()
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        new GatewayException(
                                                Reason.UNREACHABLE,
                                                "Control protocol "
                                                        + held.controlProtocol()
                                                        + ", over which "
                                                        + held.protocol()
                                                        + " port "
                                                        + held.port()
                                                        + " was opened over IPv6, does not reach"
                                                        + " the gateway now."));
        return ask(call, holder, call.left(), question);
    }

    private static <T> T ask(
            GatewayCall call, ProtocolGateway via, Duration most, Question<T> question)
            throws GatewayException, InterruptedException {
        return call.ask(via, most, gateway -> question.ask(pinholes(via, gateway)));
    }

    private static Pinholes pinholes(ProtocolGateway via, Gateway gateway) throws GatewayException {
        return gateway.pinholes()
                .orElseThrow(
                        () ->
                                new GatewayException(
                                        Reason.UNSUPPORTED,
                                        "Control protocol "
                                                + via.protocol()
                                                + " opens no ports of the gateway's IPv6"
                                                + " firewall."));
    }
}
