package org.postern.shell.commands.command;

import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.Protocol;
import org.postern.api.gateway.UpnpResult;
import org.postern.shell.commands.output.JsonFields;

import java.util.ArrayList;
import java.util.List;

/** {@code unmap}: closes a port. */
final class UnmapCommand implements Command {
    @Override
    public Syntax syntax() {
        return Syntax.network("unmap", "Closes a port on the router.", "PORT")
                .withOptions(Protocols.OPTION)
                .withDetails(
                        "With BOTH, it is enough that one of the two was open; each is tried"
                                + " whatever becomes of the other.");
    }

    @Override
    public Report run(Call call) throws CommandException, GatewayException, InterruptedException {
        int port = NumberRange.PORT.parse(call.arguments().get(0));
        MappingRequest.checkExternalPort(port);
        List<Protocol> protocols = Protocols.of(call);
        Gateway gateway = GatewayLookup.find(call).gateway();
        List<Protocol> closed = new ArrayList<>();
        List<GatewayException> failures = new ArrayList<>();
        for (Protocol protocol : protocols) {
            try {
                gateway.unmap(protocol, port);
                closed.add(protocol);
            } catch (GatewayException e) {
                failures.add(e);
            }
        }
        if (closed.isEmpty() || failures.stream().anyMatch(UnmapCommand::isRefusal)) {
            throw worst(failures, sentences(closed, port, gateway));
        }
        List<String> notes =
                failures.stream().map(failure -> String.valueOf(failure.getMessage())).toList();
        List<?> json = closed.stream().map(each -> json(each, port)).toList();
        return Report.of(json, sentences(closed, port, gateway)).withNotes(notes);
    }

    /** A port that stays open counts more than one that was never open. */
    private static GatewayException worst(List<GatewayException> failures, List<String> closed) {
        GatewayException worst =
                failures.stream()
                        .filter(UnmapCommand::isRefusal)
                        .findFirst()
                        .orElse(failures.get(0));
        List<String> more = new ArrayList<>(closed);
        failures.stream()
                .filter(failure -> failure != worst)
                .forEach(failure -> more.add(String.valueOf(failure.getMessage())));
        return Failures.withMore(worst, more);
    }

    private static boolean isRefusal(GatewayException failure) {
        return failure.result() != UpnpResult.PORT_MAPPING_NOT_FOUND;
    }

    private static Object json(Protocol protocol, int port) {
        return new JsonFields().put("protocol", protocol).put("externalPort", port).map();
    }

    private static List<String> sentences(List<Protocol> closed, int port, Gateway gateway) {
        return closed.stream()
                .map(each -> each + " port " + port + " is closed on " + Naming.of(gateway) + ".")
                .toList();
    }
}
