// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator;

import org.postern.simulator.forward.Transport;
import org.postern.simulator.igd.LookupPart;
import org.postern.simulator.soap.ActionFault;
import org.postern.simulator.soap.ActionHandler;
import org.postern.simulator.soap.ActionRules;
import org.postern.simulator.soap.Arguments;
import org.postern.simulator.soap.UpnpError;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;

/** How mappings are listed and looked up: part of chapter A of {@code docs/quirks.md}. */
final class ListingQuirks {
    private static final String LIST = "GetGenericPortMappingEntry";
    private static final String LOOK_UP = "GetSpecificPortMappingEntry";
    private static final String PROTOCOL = "NewProtocol";
    private static final String INDEX = "NewPortMappingIndex";
    private static final int PORTS = 65_535;
    private static final String EMPTY_LISTING =
            "<p:PortMappingList xmlns:p=\"urn:schemas-upnp-org:gw:WANIPConnection\"/>";

    /** Of the entry that some show before those of the table. */
    private static final String HELD_PORT = "8080";

    private ListingQuirks() {}

    static void apply(Quirk quirk, RouterBehavior router) {
        ActionRules actions = router.actions();
        switch (quirk) {
            case LIST_ENDS_714 -> endWith(actions, new ActionFault(UpnpError.NO_SUCH_ENTRY));
            case LIST_ENDS_402 ->
                    endWith(
                            actions,
                            new ActionFault(UpnpError.INVALID_ARGS, "Invalid NewPortMappingIndex"));
            case LIST_ENDS_501 -> endWith(actions, new ActionFault(UpnpError.ACTION_FAILED));
            case LIST_REPEATS -> actions.replace(LIST, ListingQuirks::repeatLast);
            case LIST_LOOPS -> actions.replace(LIST, ListingQuirks::startAgain);
            case LIST_ENDLESS -> actions.replace(LIST, ListingQuirks::makeUpEntries);
            case LIST_FROM_1 -> actions.replace(LIST, ListingQuirks::countFromOne);
            case LIST_SHRINKS -> actions.replace(LIST, ListingQuirks::loseSecondEntry);
            case SPECIFIC_402 ->
                    actions.replaceFault(
                            LOOK_UP,
                            UpnpError.NO_SUCH_ENTRY,
                            new ActionFault(UpnpError.INVALID_ARGS, "Invalid ExternalPort"));
            case SPECIFIC_ANY_PROTOCOL -> lookUpAnyProtocol(router);
            case SPECIFIC_UNTOLD_PROTOCOL -> router.mappings().disregard(LookupPart.PROTOCOL);
            case SPECIFIC_ANY_PORT -> router.mappings().disregard(LookupPart.PORT);
            case SPECIFIC_ANY_HOST -> router.mappings().disregard(LookupPart.REMOTE_HOST);
            case LISTING_EMPTY ->
                    actions.replace(
                            "GetListOfPortMappings",
                            (usual, arguments, caller) -> List.of(EMPTY_LISTING));
            case REMOTE_HOST_RULE ->
                    holdFirst(router, caller -> entry("203.0.113.9", "192.0.2.9", "web server"));
            case PCP_MAPPING -> {
                String name = "PCP MAP 0123456789abcdef01234567";
                holdFirst(router, caller -> entry("", caller.getHostAddress(), name));
                actions.replace("DeletePortMapping", ListingQuirks::keepFirst);
            }
            case HIDDEN_714 ->
                    actions.replace(
                            LOOK_UP,
                            (usual, arguments, caller) -> {
                                throw new ActionFault(UpnpError.NO_SUCH_ENTRY);
                            });
            default -> throw new AssertionError(quirk);
        }
    }

    private static List<String> entry(String remoteHost, String client, String description) {
        return List.of(remoteHost, HELD_PORT, "TCP", HELD_PORT, client, "1", description, "0");
    }

    /** Shows an entry before those of the table, and refuses others at its port. */
    private static void holdFirst(
            RouterBehavior router, Function<InetAddress, List<String>> entry) {
        router.mappings()
                .refuse(
                        request ->
                                request.mapping()
                                        .samePort(Transport.TCP, Integer.parseInt(HELD_PORT)),
                        UpnpError.CONFLICT);
        router.actions()
                .replace(
                        LIST,
                        (usual, arguments, caller) ->
                                arguments.port(INDEX) == 0
                                        ? entry.apply(caller)
                                        : at(arguments.port(INDEX) - 1, usual, arguments, caller));
        router.actions()
                .replace(
                        LOOK_UP,
                        (usual, arguments, caller) -> {
                            List<String> first = entry.apply(caller);
                            return isFirst(arguments)
                                            && arguments.text("NewRemoteHost").equals(first.get(0))
                                    ? first.subList(3, first.size())
                                    : usual.call(arguments, caller);
                        });
    }

    private static List<String> keepFirst(
            ActionHandler usual, Arguments arguments, InetAddress caller) throws ActionFault {
        if (isFirst(arguments)) {
            throw new ActionFault(UpnpError.NOT_AUTHORIZED);
        }
        return usual.call(arguments, caller);
    }

    private static boolean isFirst(Arguments arguments) throws ActionFault {
        return arguments.text("NewExternalPort").equals(HELD_PORT)
                && arguments.text(PROTOCOL).equals("TCP");
    }

    /** One thread calls the action and writes its reply. */
    private static void lookUpAnyProtocol(RouterBehavior router) {
        ThreadLocal<String> found = ThreadLocal.withInitial(() -> "");
        router.actions()
                .replace(
                        LOOK_UP,
                        (usual, arguments, caller) -> {
                            String asked = arguments.text(PROTOCOL);
                            String other = asked.equals("TCP") ? "UDP" : "TCP";
                            found.set(asked);
                            try {
                                return usual.call(arguments, caller);
                            } catch (ActionFault none) {
                                found.set(other);
                                return usual.call(arguments.with(PROTOCOL, other), caller);
                            }
                        });
        router.http()
                .changeResponses(
                        reply -> {
                            String text = new String(reply.body(), StandardCharsets.UTF_8);
                            return reply.withBody(
                                    text.replaceFirst(
                                                    "(<u:" + LOOK_UP + "Response [^>]*>)",
                                                    "$1<NewProtocol>"
                                                            + found.get()
                                                            + "</NewProtocol>")
                                            .getBytes(StandardCharsets.UTF_8));
                        });
    }

    private static void endWith(ActionRules actions, ActionFault fault) {
        actions.replaceFault(LIST, UpnpError.INDEX_INVALID, fault);
    }

    /** There is no entry with the index 0. */
    private static List<String> countFromOne(
            ActionHandler usual, Arguments arguments, InetAddress caller) throws ActionFault {
        int index = arguments.port(INDEX);
        if (index == 0) {
            throw new ActionFault(UpnpError.INDEX_INVALID);
        }
        return at(index - 1, usual, arguments, caller);
    }

    private static List<String> repeatLast(
            ActionHandler usual, Arguments arguments, InetAddress caller) throws ActionFault {
        int last = count(usual, arguments, caller) - 1;
        int index = arguments.port(INDEX);
        return at(last < 0 ? index : Math.min(index, last), usual, arguments, caller);
    }

    private static List<String> startAgain(
            ActionHandler usual, Arguments arguments, InetAddress caller) throws ActionFault {
        int count = count(usual, arguments, caller);
        int index = arguments.port(INDEX);
        return at(count == 0 ? index : index % count, usual, arguments, caller);
    }

    private static List<String> makeUpEntries(
            ActionHandler usual, Arguments arguments, InetAddress caller) throws ActionFault {
        int index = arguments.port(INDEX);
        if (index < count(usual, arguments, caller)) {
            return usual.call(arguments, caller);
        }
        String port = Integer.toString(PORTS - index % PORTS);
        return List.of("", port, "UDP", port, "192.0.2.77", "1", "made up", "0");
    }

    /** After the first look an entry is gone, and the others have moved up. */
    private static List<String> loseSecondEntry(
            ActionHandler usual, Arguments arguments, InetAddress caller) throws ActionFault {
        int index = arguments.port(INDEX);
        return at(index == 0 ? 0 : index + 1, usual, arguments, caller);
    }

    private static int count(ActionHandler usual, Arguments arguments, InetAddress caller) {
        int count = 0;
        try {
            while (count <= PORTS) {
                at(count, usual, arguments, caller);
                count++;
            }
        } catch (ActionFault end) {
            return count;
        }
        return count;
    }

    private static List<String> at(
            int index, ActionHandler usual, Arguments arguments, InetAddress caller)
            throws ActionFault {
        return usual.call(arguments.with(INDEX, Integer.toString(index)), caller);
    }
}
