// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.keeping;

import org.postern.api.gateway.GatewayInfo;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.keeper.AddressFamily;
import org.postern.api.keeper.KeepRequest;
import org.postern.api.keeper.KeptPort;
import org.postern.api.upnp.UpnpResult;
import org.postern.shell.commands.command.CommandExitCodes;
import org.postern.shell.commands.internal.presentation.KeptRow;
import org.postern.shell.commands.mapping.OpenMappingsTable;
import org.postern.shell.commands.output.Block;
import org.postern.shell.commands.output.DisplayNames;
import org.postern.shell.commands.output.TimeFormat;
import org.postern.shell.commands.watching.NotOpenPorts;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The state of ports that are kept from now on.
 *
 * @param requests what the user requested
 * @param kept the ports that the keeper has taken up
 */
record KeepOutcome(List<KeepRequest> requests, List<KeptPort> kept) {

    Object json() {
        return KeptRow.of(kept).stream().map(each -> each.json(List.of())).toList();
    }

    /** The tables of open ports, one for each gateway. */
    List<Block> open() {
        Map<GatewayInfo, OpenMappingsTable> tables = new LinkedHashMap<>();
        KeptRow.of(kept).stream()
                .map(KeptRow::open)
                .flatMap(Optional::stream)
                .forEach(
                        port ->
                                tables.computeIfAbsent(
                                                port.gatewayInfo(), info -> new OpenMappingsTable())
                                        .row(port.externalAddress(), port.mapping()));
        List<Block> blocks = new ArrayList<>();
        tables.forEach(
                (gateway, table) -> {
                    blocks.add(Block.of("Open on " + DisplayNames.of(gateway) + ":"));
                    blocks.add(table);
                });
        return blocks;
    }

    /** One sentence for each port that is not open. */
    List<String> notOpen() {
        List<String> sentences =
                new ArrayList<>(NotOpenPorts.sentences(kept, TimeFormat.fromNow()));
        for (KeepRequest request : requests) {
            if (kept.stream().noneMatch(each -> isFor(request, each))) {
                sentences.add(
                        DisplayNames.of(request.mapping())
                                + " is configured, but the keeper has not taken it up; its log may"
                                + " say why.");
            }
        }
        return sentences;
    }

    boolean isAnyOpen() {
        return kept.stream().anyMatch(each -> !each.status().holdings().isEmpty());
    }

    /** The first port that is not open over IPv4, of which an examination may tell more. */
    Optional<MappingRequest> firstNotOpen() {
        return kept.stream()
                .filter(each -> each.terms().families().contains(AddressFamily.IPV4))
                .filter(each -> each.status(AddressFamily.IPV4).holdings().isEmpty())
                .map(KeptPort::request)
                .findFirst();
    }

    private static boolean isFor(KeepRequest request, KeptPort port) {
        return port.request().keys().containsAll(request.mapping().keys());
    }

    /** The code of the first port that is not open. */
    int exitCode() {
        if (kept.size() < requests.size()) {
            return UpnpResult.UNKNOWN_ERROR.code();
        }
        return kept.stream()
                .map(KeptPort::status)
                .filter(status -> status.holdings().isEmpty())
                .findFirst()
                .map(
                        status ->
                                status.lastTrouble()
                                        .map(each -> UpnpResult.of(each.reason(), each.code()))
                                        .orElse(UpnpResult.NO_GATEWAY)
                                        .code())
                .orElse(CommandExitCodes.SUCCESS);
    }
}
