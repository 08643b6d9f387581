// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.mapping;

import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Pinhole;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.Protocol;
import org.postern.api.gateway.Reason;
import org.postern.api.keeper.AddressFamily;
import org.postern.shell.commands.command.AdviceWords;
import org.postern.shell.commands.command.FailureMessages;
import org.postern.shell.commands.command.Report;
import org.postern.shell.commands.internal.json.JsonFields;
import org.postern.shell.commands.output.DisplayNames;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Closes ports on one gateway, and reports what became of it. Used once, by one thread. */
final class ClosedPorts {
    private final Gateway gateway;
    private final List<PortKey> closed = new ArrayList<>();
    private final List<Pinhole> closedOverIpv6 = new ArrayList<>();
    private final List<GatewayException> failures = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    /** Whether it was said of each port which protocol is meant. */
    private boolean chosen;

    ClosedPorts(Gateway gateway) {
        this.gateway = gateway;
    }

    /** What was closed over one family. */
    List<PortKey> closed(AddressFamily family) {
        return family == AddressFamily.IPV4
                ? closed
                : closedOverIpv6.stream().map(ClosedPorts::key).toList();
    }

    private static PortKey key(Pinhole pinhole) {
        return new PortKey(pinhole.protocol(), pinhole.port());
    }

    /** Closes what leads to a client, or else to this machine. */
    void overIpv4(List<PortRange> ranges, List<Protocol> given, Optional<InetAddress> client)
            throws InterruptedException {
        PortUnmapper closer = new PortUnmapper(gateway, client);
        for (PortRange range : ranges) {
            List<Protocol> protocols = range.protocolsOr(given);
            if (protocols.isEmpty()) {
                closer.closeOwn(range);
            }
            for (Protocol protocol : protocols) {
                closer.close(protocol, range);
            }
        }
        chosen = ranges.stream().noneMatch(each -> each.protocolsOr(given).isEmpty());
        closed.addAll(closer.closed());
        failures.addAll(closer.failures());
        notes.addAll(closer.closedOthers());
    }

    /** Closes what this installation opened; without IPv6 nothing is, which may be a failure. */
    void overIpv6(List<PortRange> ranges, List<Protocol> given, boolean alone)
            throws GatewayException, InterruptedException {
        if (!alone && gateway.pinholes().isEmpty()) {
            return;
        }
        PinholeCloser closer = new PinholeCloser(PinholeOptions.pinholes(gateway));
        for (PortRange range : ranges) {
            closer.close(range, range.protocolsOr(given));
        }
        closedOverIpv6.addAll(closer.closed());
        failures.addAll(closer.failures());
    }

    /** Fails where a port stays open, or none was. */
    Report report(Supplier<GatewayException> nothing) throws GatewayException {
        if (failures.stream().anyMatch(ClosedPorts::isRefusal)) {
            throw worst(chosen, sentences());
        }
        if (closed.isEmpty() && closedOverIpv6.isEmpty()) {
            throw chosen && !failures.isEmpty() ? worst(true, List.of()) : nothing.get();
        }
        if (chosen) {
            failures.stream().map(AdviceWords::message).forEach(notes::add);
        }
        List<Object> json = new ArrayList<>();
        for (AddressFamily family : AddressFamily.values()) {
            closed(family).forEach(each -> json.add(json(each, family)));
        }
        return Report.of(json, sentences()).withNotes(notes);
    }

    /** A port that stays open matters more than one that was never open. */
    private GatewayException worst(boolean all, List<String> done) {
        GatewayException worst =
                failures.stream()
                        .filter(ClosedPorts::isRefusal)
                        .findFirst()
                        .orElse(failures.get(0));
        List<String> more = new ArrayList<>(done);
        failures.stream()
                .filter(failure -> failure != worst)
                .filter(failure -> all || isRefusal(failure))
                .forEach(failure -> more.add(String.valueOf(failure.getMessage())));
        return FailureMessages.withMore(worst, more);
    }

    private static boolean isRefusal(GatewayException failure) {
        return failure.reason() != Reason.NOT_FOUND;
    }

    private static Object json(PortKey key, AddressFamily family) {
        return new JsonFields()
                .put("protocol", key.protocol())
                .put("externalPort", key.externalPort())
                .put("family", family)
                .map();
    }

    private List<String> sentences() {
        String end = " is closed on " + DisplayNames.of(gateway) + ".";
        List<String> sentences = new ArrayList<>();
        closed.forEach(each -> sentences.add(DisplayNames.of(each) + end));
        closedOverIpv6.forEach(each -> sentences.add(PinholeCloser.name(each) + end));
        return sentences;
    }
}
