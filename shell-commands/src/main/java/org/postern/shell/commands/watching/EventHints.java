// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.watching;

import org.postern.api.gateway.MappingRequest;
import org.postern.api.keeper.AddressFamily;
import org.postern.api.keeper.KeeperEvent;
import org.postern.shell.commands.command.DoctorHint;
import org.postern.shell.commands.command.Invocation;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Points to the command that tells more of a trouble: once for each kind, until the trouble is over.
 * Used by one thread.
 */
public final class EventHints {
    /** Words the hint for a port. */
    private final Function<List<String>, String> hint;

    /** The port that the command is about; empty where it is about none. */
    private final List<String> port;

    private final Set<KeeperEvent.Kind> told = EnumSet.noneOf(KeeperEvent.Kind.class);

    /** For a command that keeps these ports, possibly none. */
    public EventHints(Invocation invocation, List<MappingRequest> ports) {
        this(words -> DoctorHint.sentence(invocation, words), ports);
    }

    EventHints(Function<List<String>, String> hint, List<MappingRequest> ports) {
        this.hint = hint;
        this.port = ports.isEmpty() ? List.of() : DoctorHint.port(ports.get(0));
    }

    /** What to append to the line of an event; empty or with a leading space. */
    String of(KeeperEvent event) {
        return switch (event.kind()) {
            case GATEWAY_MISSING -> once(event, port);
            case PORT_REFUSED, PORT_WAITING, PORT_NOT_RENEWED ->
                    event.family().filter(AddressFamily.IPV4::equals).isEmpty()
                            ? ""
                            : once(event, event.request().map(DoctorHint::port).orElse(port));
            case GATEWAY_FOUND -> over(KeeperEvent.Kind.GATEWAY_MISSING);
            case PORT_OPENED, PORT_RENEWED ->
                    over(
                            KeeperEvent.Kind.PORT_REFUSED,
                            KeeperEvent.Kind.PORT_WAITING,
                            KeeperEvent.Kind.PORT_NOT_RENEWED);
            case GATEWAY_CHANGED, GATEWAY_GONE, PORT_CHANGED, PORT_LOST, PORT_TAKEN, PORT_CLOSED ->
                    "";
        };
    }

    private String once(KeeperEvent event, List<String> about) {
        return told.add(event.kind()) ? " " + hint.apply(about) : "";
    }

    private String over(KeeperEvent.Kind... kinds) {
        List.of(kinds).forEach(told::remove);
        return "";
    }
}
